package io.seakeep;

import io.seakeep.latency.Outcome;
import io.seakeep.time.TimeSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets extra attempts be a share of the first attempts that succeed, over a window of time.
 *
 * <p><b>What holds.</b> Whenever an extra attempt starts, at an instant t and with the window W: the extra attempts that started in
 * (t − W, t], this one among them, are at most the share of the first attempts that succeeded in (t − W, t], and the floor times
 * W. So a burst cannot be paid with what was earned before the window, and nothing that was not spent piles up. An attempt
 * succeeds at the instant at which the tracker has its record. That of an extra attempt is expected by the tick after the one that
 * learns of its end; a thread held up for longer, between telling the budget and the tracker, may make one success look younger.
 *
 * <p><b>How.</b> One number says what is left, in fractions of an attempt. Starting takes a whole attempt off it by
 * compare-and-set, or refuses; nothing but the tick adds to it. So it cannot be overdrawn, however many threads there are. The tick
 * keeps what was earned and what was spent in each stretch of the window. What was earned expires when the beginning of its stretch
 * is about to leave the window, what was spent when the end of its stretch has left it: both err on the side of fewer attempts, by
 * at most a few ticks, which at a window of 10 s makes about a tenth less than the share. Earnings come late by a tick as well: an
 * attempt pays in once the tick has counted it.
 *
 * <p>When ticks fail to come, as in a process that stood still, what was earned may be too old, and only the floor counts until the
 * next tick.
 *
 * <p><b>Progress.</b> Lock-free: a compare-and-set is repeated only when another thread has got further. Nothing of this is touched
 * by calls that succeed at once.
 *
 * <p><b>Memory ordering.</b> All that threads share is volatile. The tick only ever adds a difference to what is left, so it loses no
 * start that happens meanwhile. A start is charged first and counted as started then; the tick reads that count first and the
 * clock then. So a start may be found late, and its stretch ends after it: it is paid back late, never early. The tick writes what
 * is left, then how much of it was earned, then its time. A thread that sees an old time takes off too much at worst; one that sees
 * the new time and an old number left fails to compare-and-set it, or it is the right number again.
 */
final class WindowedBudget implements ExtraAttempts {

    /** One attempt, in the units of what is left: fine enough that a share of a success is not rounded away. */
    private static final long ATTEMPT = 1L << 32;

    private static final long TICK_NANOS = 250_000_000L;
    private static final int STRETCHES = 40;

    /** What is earned expires that much ahead, so that it is not used too late between two ticks. */
    private static final long AHEAD_NANOS = 2 * TICK_NANOS;

    private final String dependency;
    private final TimeSource time;
    private final long windowNanos;

    /** For the tick, and for explanations; so is what follows from it. */
    private volatile double share;

    private long unitsPerSuccess;
    private long floorUnits;

    private final AtomicLong left;
    private final AtomicLong started = new AtomicLong();
    private final FirstSuccesses firstSuccesses;

    /** How much of what is left was earned, as of the last tick. */
    private volatile long earnedUnits;

    private volatile long lastTickNanos;

    // From here on for the tick only.
    private final Stretches earned;
    private final Stretches spent;
    private long startedBefore;

    WindowedBudget(double share, long windowNanos, double floorPerSecond, PolicyScope scope) {
        this.dependency = scope.dependency();
        this.time = scope.time();
        this.windowNanos = windowNanos;
        this.floorUnits = floorUnits(floorPerSecond, windowNanos);
        share(share);
        this.left = new AtomicLong(floorUnits);
        this.lastTickNanos = time.nanoTime();
        this.firstSuccesses = new FirstSuccesses(lastTickNanos);
        long stretchNanos = Math.max(TICK_NANOS, windowNanos / STRETCHES);
        int capacity = (int) (windowNanos / stretchNanos) + 3;
        this.earned = new Stretches(stretchNanos, capacity);
        this.spent = new Stretches(stretchNanos, capacity);
    }

    private static long floorUnits(double floorPerSecond, long windowNanos) {
        return (long) (floorPerSecond * (windowNanos / 1e9) * ATTEMPT);
    }

    @Override
    public boolean become(AttemptBudget budget) {
        if (!(budget instanceof AttemptBudget.Windowed changed)
                || changed.window().toNanos() != windowNanos) {
            return false;
        }
        share(changed.share());
        long changedFloor = floorUnits(changed.floorPerSecond(), windowNanos);
        left.getAndAdd(changedFloor - floorUnits);
        floorUnits = changedFloor;
        return true;
    }

    /** Of what succeeds from now on. Called between ticks. */
    final void share(double changed) {
        share = changed;
        unitsPerSuccess = (long) Math.ceil(changed * ATTEMPT); // else ten tenths would fall short of one
    }

    @Override
    public boolean mayStart(long nowNanos) {
        return usable(left.get(), nowNanos) >= ATTEMPT;
    }

    @Override
    public boolean tryStart(long nowNanos) {
        boolean reserved = reserve(nowNanos);
        if (reserved) {
            started();
        }
        return reserved;
    }

    /** Sets aside an attempt, for {@link #started} or {@link #release} to be called next. */
    boolean reserve(long nowNanos) {
        long seen = left.get();
        while (usable(seen, nowNanos) >= ATTEMPT) {
            if (left.compareAndSet(seen, seen - ATTEMPT)) {
                return true;
            }
            seen = left.get();
        }
        return false;
    }

    /** What was set aside has been started. A tick that comes before this finds the start late, and pays it back late. */
    void started() {
        started.getAndIncrement();
    }

    /** What was set aside has come to nothing. */
    void release() {
        left.getAndAdd(ATTEMPT);
    }

    private long usable(long units, long nowNanos) {
        boolean upToDate = nowNanos - lastTickNanos <= AHEAD_NANOS;
        return upToDate ? units : units - earnedUnits;
    }

    @Override
    public void ended(Outcome outcome) {
        if (outcome == Outcome.SUCCESS) {
            firstSuccesses.extraSucceeded();
        }
    }

    @Override
    public void hedgedFirstSucceeded() {
        firstSuccesses.unrecordedSucceeded();
    }

    @Override
    public void onTick(Tick tick) {
        long now = tick.nowNanos();
        long from = now - tick.spanNanos();
        long startedNow = started.get();
        long countedNanos =
                time.nanoTime(); // later than all of them, as some may have started since the tick's own time
        spent.add(from, countedNanos, startedNow - startedBefore);
        startedBefore = startedNow;
        firstSuccesses.count(tick.counts().of(Outcome.SUCCESS), from);
        long doubtful = firstSuccesses.doubtful() * unitsPerSuccess;
        long certain = firstSuccesses.certain() * unitsPerSuccess;
        earned.add(firstSuccesses.doubtfulSinceNanos(), now, doubtful);
        earned.add(from, now, certain);
        long tooOld = earned.takeBegunBy(now + AHEAD_NANOS - windowNanos);
        long paidOff = spent.takeEndedBy(now - windowNanos) * ATTEMPT;
        left.getAndAdd(doubtful + certain - tooOld + paidOff);
        earnedUnits = earned.total();
        lastTickNanos = now;
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
    public void measure(Measurements to) {
        to.gauge(ExtraAttempts.LEFT, () -> Math.max(0, attemptsLeft(time.nanoTime())));
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
