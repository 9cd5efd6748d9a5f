package io.seakeep;

/** The wait of one attempt at a {@link WaitingGate}. Safe for use by many threads. */
public interface GateWait {

    /** By when the waiter has to leave by itself, on the pipeline's clock. */
    long untilNanos();

    /**
     * What the wait came to: a token of zero or more, a refusal, or {@link WaitingGate#WAIT} while it goes on.
     */
    long token();

    /**
     * Ends the wait from the waiter's side. From then on the gate gives it nothing, and keeps nothing of it.
     *
     * @param refusal {@link WaitingGate#WAITED_TOO_LONG} or {@link WaitingGate#CALLED_OFF}; becomes the {@link #token}
     * @return false if the wait had ended before, and this changed nothing
     */
    boolean leave(long refusal);
}
