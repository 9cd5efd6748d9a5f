package io.seakeep;

import io.seakeep.latency.Outcome;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets extra attempts be a share of the first attempts that succeed, over a window of time.
 *
 * <p><b>What holds.</b> Whenever an extra attempt starts, at an instant t and with the window W: the extra attempts that started in
 * (t − W, t], this one among them, are at most the share of the first attempts that succeeded in (t − W, t], and the floor times
 * W. So a burst cannot be paid with what was earned before the window, and nothing that was not spent piles up.
 *
 * <p><b>How.</b> One number says what is left, in fractions of an attempt. Starting takes a whole attempt off it by
 * compare-and-set, or refuses; nothing but the tick adds to it. So it cannot be overdrawn, however many threads there are. The tick
 * keeps what was earned and what was spent in each stretch of the window. What was earned expires when the beginning of its stretch
 * is about to leave the window, what was spent when the end of its stretch has left it: both err on the side of fewer attempts, by
 * at most a few ticks, which at a window of 10 s makes about 7 % less than the share. The tick only ever adds differences, so it loses nothing that happens meanwhile.
 *
 * <p>When ticks fail to come, as in a process that stood still, what was earned may be too old, and only the floor counts until the
 * next tick. Earnings come late by a tick as well: an attempt pays in once the tick has counted it.
 *
 * <p><b>Progress.</b> Lock-free: a compare-and-set is repeated only when another thread has got further. Nothing of this is touched
 * by calls that succeed at once.
 */
final class WindowedBudget implements ExtraAttempts {

    /** One attempt, in the units of what is left: fine enough that a share of a success is not rounded away. */
    private static final long ATTEMPT = 1L << 32;

    private static final long TICK_NANOS = 250_000_000L;
    private static final int STRETCHES = 40;

    /** What is earned expires that much ahead, so that it is not used too late between two ticks. */
    private static final long AHEAD_NANOS = 2 * TICK_NANOS;

    private final String dependency;
    private final double share;
    private final long windowNanos;
    private final long unitsPerSuccess;

    private final AtomicLong left;
    private final AtomicLong started = new AtomicLong();
    private final AtomicLong extraSuccesses = new AtomicLong();

    /** How much of what is left was earned, as of the last tick. */
    private volatile long earnedUnits;

    private volatile long lastTickNanos;

    // From here on for the tick only.
    private final Stretches earned;
    private final Stretches spent;
    private long startedBefore;
    private long extraSuccessesToDeduct;
    private long extraSuccessesBefore;

    WindowedBudget(double share, long windowNanos, double floorPerSecond, PolicyScope scope) {
        this.dependency = scope.dependency();
        this.share = share;
        this.windowNanos = windowNanos;
        this.unitsPerSuccess = (long) Math.ceil(share * ATTEMPT); // else ten tenths would fall short of one
        long floorUnits = (long) (floorPerSecond * (windowNanos / 1e9) * ATTEMPT);
        this.left = new AtomicLong(floorUnits);
        this.lastTickNanos = scope.time().nanoTime();
        long stretchNanos = Math.max(TICK_NANOS, windowNanos / STRETCHES);
        int capacity = (int) (windowNanos / stretchNanos) + 3;
        this.earned = new Stretches(stretchNanos, capacity);
        this.spent = new Stretches(stretchNanos, capacity);
    }

    @Override
    public boolean mayStart(long nowNanos) {
        return usable(left.get(), nowNanos) >= ATTEMPT;
    }

    @Override
    public boolean tryStart(long nowNanos) {
        long seen = left.get();
        while (usable(seen, nowNanos) >= ATTEMPT) {
            if (left.compareAndSet(seen, seen - ATTEMPT)) {
                started.getAndIncrement();
                return true;
            }
            seen = left.get();
        }
        return false;
    }

    private long usable(long units, long nowNanos) {
        boolean upToDate = nowNanos - lastTickNanos <= AHEAD_NANOS;
        return upToDate ? units : units - earnedUnits;
    }

    @Override
    public void ended(Outcome outcome) {
        if (outcome == Outcome.SUCCESS) {
            extraSuccesses.getAndIncrement();
        }
    }

    @Override
    public void onTick(Tick tick) {
        long now = tick.nowNanos();
        long from = now - tick.spanNanos();
        long startedNow = started.get();
        spent.add(from, now, startedNow - startedBefore);
        startedBefore = startedNow;
        long earnedNow = firstSuccesses(tick.counts().of(Outcome.SUCCESS)) * unitsPerSuccess;
        earned.add(from, now, earnedNow);
        long tooOld = earned.takeBegunBy(now + AHEAD_NANOS - windowNanos);
        long paidOff = spent.takeEndedBy(now - windowNanos) * ATTEMPT;
        left.getAndAdd(earnedNow - tooOld + paidOff);
        earnedUnits = earned.total();
        lastTickNanos = now;
    }

    /** An extra attempt is known here before the tracker knows of it, so its success may have to be deducted from a later tick. */
    private long firstSuccesses(long successes) {
        long extraSuccessesNow = extraSuccesses.get();
        extraSuccessesToDeduct += extraSuccessesNow - extraSuccessesBefore;
        extraSuccessesBefore = extraSuccessesNow;
        long deducted = Math.min(successes, extraSuccessesToDeduct);
        extraSuccessesToDeduct -= deducted;
        return successes - deducted;
    }

    @Override
    public boolean needsTicks() {
        return earned.total() != 0 || spent.total() != 0 || started.get() != startedBefore;
    }

    /** How many whole attempts could start now. */
    long attemptsLeft(long nowNanos) {
        return Math.floorDiv(usable(left.get(), nowNanos), ATTEMPT);
    }

    @Override
    public CallRejectedException rejection() {
        return new CallRejectedException(
                dependency,
                NAME,
                "budget.share",
                0,
                () -> Percentages.format(share) + " of the first attempts that succeeded in the last "
                        + Durations.format(windowNanos) + " have been spent on extra ones");
    }
}
