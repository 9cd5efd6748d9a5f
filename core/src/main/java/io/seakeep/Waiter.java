package io.seakeep;

/** Who waits at a {@link WaitingGate}, and hears how the wait ended. */
@FunctionalInterface
public interface Waiter {

    /**
     * The gate has ended the wait. Called once, unless the waiter has left before; by any thread, such as one that has just given
     * its place back. Returns at once and throws nothing.
     *
     * @param token what {@link Gate#tryEnter} would have answered: a token of zero or more, or a refusal below
     */
    void ended(long token);
}
