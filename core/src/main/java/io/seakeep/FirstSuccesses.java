package io.seakeep;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many first attempts succeeded from tick to tick, and since when at the earliest. The tracker counts successes of all
 * attempts; those of extra attempts are counted here, and subtracted.
 *
 * <p><b>The two counts differ for a moment.</b> An extra attempt counts here before the tracker has its record, so its success is
 * never taken for a first one's. But it may be subtracted from what one tick found when only the next tick finds its record. Then
 * a first success of the one tick is believed in the next. The number is right, the time is not: such a success is <i>doubtful</i>, and
 * said to be as old as it may be. In numbers since the beginning, with S successes and E extra ones at a tick and E' at the tick
 * before: there were at least S − E first successes, and at most S − E', as the records of E' are all there by then. The k-th is
 * later than each tick that found fewer than k at most.
 *
 * <p>The tracker records no success for a first attempt that had a hedge. Those are counted here alone, so there is no doubt about them.
 *
 * <p>{@link #extraSucceeded} and {@link #unrecordedSucceeded} are for any thread and wait-free; all else is for the tick.
 */
final class FirstSuccesses {

    private final AtomicLong extraSuccesses = new AtomicLong();
    private final AtomicLong unrecordedSuccesses = new AtomicLong();

    private long successes;
    private long extraSuccessesBefore;
    private long unrecordedSuccessesBefore;

    /** How many there were since the beginning, at least, and at most. */
    private long atLeast;

    private long atMost;

    private long certain;
    private long doubtful;
    private long doubtfulSinceNanos;
    private long nextDoubtfulSinceNanos;

    FirstSuccesses(long nowNanos) {
        this.nextDoubtfulSinceNanos = nowNanos;
    }

    /** Called before the tracker hears of it. */
    void extraSucceeded() {
        extraSuccesses.getAndIncrement();
    }

    /** A first attempt succeeded, and the tracker does not hear of it. */
    void unrecordedSucceeded() {
        unrecordedSuccesses.getAndIncrement();
    }

    /**
     * Counts those of one tick.
     *
     * @param found successes of all attempts that the tracker found
     * @param fromNanos since when
     */
    void count(long found, long fromNanos) {
        successes += found;
        long extraSuccessesNow = extraSuccesses.get();
        long more = Math.max(0, successes - extraSuccessesNow - atLeast);
        doubtful = Math.min(more, Math.max(0, atMost - atLeast));
        doubtfulSinceNanos = nextDoubtfulSinceNanos;
        long unrecordedSuccessesNow = unrecordedSuccesses.get();
        certain = more - doubtful + unrecordedSuccessesNow - unrecordedSuccessesBefore;
        unrecordedSuccessesBefore = unrecordedSuccessesNow;
        atLeast += more;
        if (atLeast >= atMost) {
            nextDoubtfulSinceNanos = fromNanos;
        }
        atMost = successes - extraSuccessesBefore;
        extraSuccessesBefore = extraSuccessesNow;
    }

    /** First attempts that succeeded since the tick before. */
    long certain() {
        return certain;
    }

    /** First attempts of which it is known only now that they succeeded, at {@link #doubtfulSinceNanos} or later. */
    long doubtful() {
        return doubtful;
    }

    long doubtfulSinceNanos() {
        return doubtfulSinceNanos;
    }
}
