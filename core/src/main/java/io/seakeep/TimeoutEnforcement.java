package io.seakeep;

/** What happens to an attempt that takes longer than it may. In each case its code can ask for what is left and keep to it. */
public enum TimeoutEnforcement {
    /** Nothing. */
    HANDED_OUT,
    /** An asynchronous one is ended. A synchronous one is not: its caller's thread cannot be taken away from it. */
    ASYNCHRONOUS,
    /** An asynchronous one is ended; of a synchronous one the caller's thread is interrupted. Code that notices ends by that. */
    INTERRUPTING,
    /** An asynchronous one is ended; a synchronous one runs on another thread, and its caller goes on without it. */
    ISOLATED
}
