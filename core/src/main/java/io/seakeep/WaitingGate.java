package io.seakeep;

/**
 * A gate at which an attempt can wait for its turn. Only the one at {@link Position#BULKHEAD} is asked to let attempts wait.
 *
 * <p>How a caller waits is the pipeline's business: a synchronous one parks its thread, an asynchronous one holds none. Who goes
 * first, and how many may wait, is the gate's.
 */
public interface WaitingGate extends Gate {

    /** What {@link #tryEnter} answers for an attempt that may {@link #await}. */
    long WAIT = Long.MIN_VALUE;

    /** The refusal of an attempt that left because it had waited for as long as it could. */
    long WAITED_TOO_LONG = -2;

    /** The refusal of an attempt that left because it was cancelled, or its thread interrupted. */
    long CALLED_OFF = -3;

    /**
     * Lets an attempt wait, after {@link #tryEnter} has answered {@link #WAIT}. The wait ends once: by the gate, which then calls
     * {@link Waiter#ended}, perhaps before this returns; or by the waiter, with {@link GateWait#leave}.
     *
     * @param nowNanos the time, as the pipeline just read it
     * @param latestNanos until when it is of use to get in
     * @param waiter to be told
     */
    GateWait await(CallTraits traits, long nowNanos, long latestNanos, Waiter waiter);
}
