package io.seakeep;

/**
 * A gate whose synchronous attempts run on threads of their own, so that code which takes no notice of an interrupt costs its caller
 * nothing when the time is over, and nobody else a thread. Only the one at {@link Position#BULKHEAD} is asked; what it admits bounds
 * the number of those threads.
 */
public interface IsolatingGate extends Gate {

    /** Whether attempts run on threads of their own. Asked once. */
    boolean isolates();

    /**
     * An attempt is about to end whose code still runs. From now until {@link #abandonedEnded} the code counts among those who are
     * inside, as well as its attempt for as long as that has not {@linkplain Gate#exit left}.
     */
    void abandoned();

    /** The code of such an attempt has come to its end, on whichever thread. */
    void abandonedEnded();
}
