package io.seakeep.latency;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;
import java.util.function.LongPredicate;

/**
 * Records the attempts at one dependency: those in flight, and how long those took that have ended. Callers write, each with one
 * atomic instruction and no lock; a ticker reads, and publishes what it found as an immutable {@link LatencySnapshot}.
 *
 * <p>Who writes, and what it may rely on:
 *
 * <ul>
 *   <li><b>An attempt with a lane</b> ({@link #begin}, {@link #end}) claims the slot of a {@link Lane} by a compare-and-set that
 *       writes its start, and thereby owns the lane's {@link OwnedCells}. It counts in them without an atomic instruction, and
 *       lets go of the slot by an ordered store. It may end on another thread than it began on, if that thread learned of it by
 *       any hand-over that is a happens-before edge. Wait-free.
 *   <li><b>An attempt without one</b>, because the lane and its neighbour are taken, claims a word in {@link SlotBlocks}, and
 *       counts in {@link SharedCells} like {@link #record}. Lock-free; a claim tries again only after the table was doubled.
 *   <li><b>The ticker</b> ({@link #tick}, {@link #sleep}), one thread at a time, adds up all cells and subtracts what it saw
 *       before ({@link CellReader}). Cells are cumulative and never reset, so a record is found in exactly one tick, however late
 *       its writer is and however many write meanwhile. Totals are sums of these, never counters beside them.
 *   <li><b>Readers</b> ({@link #snapshot}, {@link #lastTick}) read one volatile field that holds something immutable.
 * </ul>
 *
 * <p>A tracker that is not used costs the ticker nothing: see {@link #sleep}, and {@link Dormancy} for why no wake-up is lost.
 *
 * <p>There is no {@code ThreadLocal}, which would keep trackers and threads alive for each other, no lock, and no thread. Time is
 * always passed in, in nanoseconds of one clock with any origin; it may overflow. An idle tracker takes under 2 KB; one that is
 * used grows with contention, with the octaves of latency seen, and with the attempts in flight.
 *
 * <p>All methods are safe for use by many threads, save those of the ticker.
 */
public final class LatencyTracker {

    private static final Duration DEFAULT_WINDOW = Duration.ofSeconds(10);
    private static final Duration DEFAULT_TICK = Duration.ofMillis(250);
    private static final Duration SHORTEST_TICK = Duration.ofMillis(1);
    private static final Duration LONGEST_TICK = Duration.ofMinutes(1);
    private static final int MOST_TICKS = 1_000;

    private final Lanes lanes = new Lanes();
    private final SlotBlocks blocks = new SlotBlocks();
    private final LongAdder anomalies = new LongAdder();
    private final LongAdder untracked = new LongAdder();
    private final Dormancy dormancy;
    private final TickSide tickSide;

    private volatile LatencySnapshot snapshot = LatencySnapshot.empty();
    private volatile LatencySnapshot lastTick = LatencySnapshot.empty();

    private LatencyTracker(Duration window, Duration tick, Runnable onWake) {
        this.dormancy = new Dormancy(onWake);
        this.tickSide = new TickSide(window.toNanos(), tick.toNanos());
    }

    /** A tracker with a window of 10 s, to be ticked every 250 ms whether it is used or not. */
    public static LatencyTracker create() {
        return waking(() -> {});
    }

    /**
     * A tracker with a window of 10 s, to be ticked every 250 ms while it is awake. It sleeps until it is used.
     *
     * @param onWake see {@link #of}
     */
    public static LatencyTracker waking(Runnable onWake) {
        return of(DEFAULT_WINDOW, DEFAULT_TICK, onWake);
    }

    /**
     * A tracker with settings of its own.
     *
     * @param window how far back a snapshot reaches: from one tick to 1,000
     * @param tick how often {@link #tick} is meant to be called: from 1 ms to 1 minute
     * @param onWake run when the sleeping tracker is used, by the thread that uses it and before it goes on: asks for
     *     {@link #tick} to be called again. It must be quick, must not throw, and must not call the tracker.
     * @throws IllegalArgumentException if a setting is out of range; names each one that is
     */
    public static LatencyTracker of(Duration window, Duration tick, Runnable onWake) {
        List<String> problems = new ArrayList<>();
        if (tick.compareTo(SHORTEST_TICK) < 0 || tick.compareTo(LONGEST_TICK) > 0) {
            problems.add("tick must be between " + SHORTEST_TICK + " and " + LONGEST_TICK + ": " + tick);
        }
        if (window.compareTo(tick) < 0 || window.compareTo(tick.multipliedBy(MOST_TICKS)) > 0) {
            problems.add("window must be between 1 and " + MOST_TICKS + " ticks of " + tick + ": " + window);
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        return new LatencyTracker(window, tick, onWake);
    }

    /**
     * An attempt begins. It is in flight until {@link #end} or {@link #abandon}, of which exactly one must be called once.
     *
     * @param nowNanos the time at which it began
     * @return a token, never negative
     */
    public long begin(long nowNanos) {
        long word = Slot.wordFor(nowNanos);
        int lane = lanes.claim(word);
        long token = lane == Lanes.NONE ? beginWithoutLane(word) : Token.of(lane, word);
        if (dormancy.isDormant()) {
            wakeFor(token);
        }
        return token;
    }

    private long beginWithoutLane(long word) {
        int block = blocks.claim(word);
        if (block == SlotBlocks.NONE) {
            untracked.increment();
            return Token.UNTRACKED;
        }
        return Token.of(Lanes.MOST + block, word);
    }

    private void wakeFor(long token) {
        try {
            dormancy.wake();
        } catch (Throwable failure) {
            abandon(token);
            throw failure;
        }
    }

    /**
     * The attempt ended: it is no longer in flight, and its duration is recorded. A duration that is negative, or longer than 24
     * hours, is none, and counts among the {@link #anomalies} instead.
     *
     * @param token from {@link #begin}
     * @param durationNanos how long it took, in nanoseconds
     * @throws IllegalStateException if the attempt is not in flight, because it has ended before
     */
    public void end(long token, long durationNanos, Outcome outcome) {
        Lane lane = lanes.heldBy(token);
        if (lane == null) {
            endWithoutLane(token, durationNanos, outcome);
            return;
        }
        try {
            if (Buckets.holds(durationNanos)) {
                lane.owned().increment(outcome.ordinal(), durationNanos);
            } else {
                anomalies.increment();
            }
        } finally {
            lane.release();
        }
    }

    private void endWithoutLane(long token, long durationNanos, Outcome outcome) {
        if (token == Token.UNTRACKED) {
            record(durationNanos, outcome);
            return;
        }
        int block = requireBlock(token);
        try {
            record(durationNanos, outcome);
        } finally {
            blocks.release(block);
        }
    }

    /**
     * The attempt came to nothing, such as one that was refused further in: it is no longer in flight, and nothing is recorded.
     *
     * @param token from {@link #begin}
     * @throws IllegalStateException if the attempt is not in flight, because it has ended before
     */
    public void abandon(long token) {
        Lane lane = lanes.heldBy(token);
        if (lane != null) {
            lane.release();
        } else if (token != Token.UNTRACKED) {
            blocks.release(requireBlock(token));
        }
    }

    private int requireBlock(long token) {
        int block = Token.index(token) - Lanes.MOST;
        if (!Token.marks(token, blocks.word(block))) {
            throw new IllegalStateException("no attempt in flight has this token, or it has ended before: " + token);
        }
        return block;
    }

    /**
     * Records an attempt that was not tracked in flight. A duration that is negative, or longer than 24 hours, is none, and
     * counts among the {@link #anomalies} instead.
     *
     * @param durationNanos how long it took, in nanoseconds
     */
    public void record(long durationNanos, Outcome outcome) {
        if (!Buckets.holds(durationNanos)) {
            anomalies.increment();
            return;
        }
        lanes.record(outcome.ordinal(), durationNanos);
        if (dormancy.isDormant()) {
            dormancy.wake();
        }
    }

    /**
     * Publishes what was recorded since the last tick, and the window that ends now. For one thread at a time; each call must
     * happen before the next one of this or of {@link #sleep}.
     *
     * @param nowNanos the time now
     * @return whether there is a reason to tick again: an attempt in the window or in flight. If not, see {@link #sleep}.
     * @throws IllegalArgumentException if that is earlier than the last tick
     */
    public boolean tick(long nowNanos) {
        LatencySnapshot records = tickSide.read(lanes.all(), nowNanos);
        lastTick = records;
        snapshot = tickSide.slide(records);
        return !snapshot.isEmpty() || hasInFlight();
    }

    /**
     * Puts the tracker to sleep, unless it is in use. The ticker forgets it <i>before</i> it calls this, and the other way round
     * if the answer is no: then nothing is missed, for a tracker that is woken at the same moment may be registered again before
     * this returns.
     *
     * @return true if {@code onWake} will be run at the next use, or has been already; false if the ticker must go on
     */
    public boolean sleep() {
        if (!snapshot.isEmpty()) {
            return false;
        }
        dormancy.fallAsleep();
        if (hasInFlight() || tickSide.isBehind(lanes.all())) {
            return !dormancy.stayAwake();
        }
        tickSide.rest();
        return true;
    }

    /** The attempts that ended during the window, as of the last tick. */
    public LatencySnapshot snapshot() {
        return snapshot;
    }

    /** How the attempts ended that ended between the last tick and the one before. */
    public OutcomeCounts lastTick() {
        return lastTick.counts();
    }

    /** The attempts that ended between the last tick and the one before, with their durations. */
    public LatencySnapshot lastTickSnapshot() {
        return lastTick;
    }

    /**
     * How many attempts have ended so since the tracker was made, modulo 2<sup>32</sup>, ticks or no ticks. It reads all the cells of that
     * outcome, which takes half a microsecond to some ten, by the number of lanes: for what happens seldom and cannot wait for the tick.
     */
    public int endedSoFar(Outcome outcome) {
        return lanes.countRecorded(outcome.ordinal());
    }

    /** What was recorded since that reader read last. For one thread at a time for each reader. */
    LatencySnapshot recordedSince(CellReader reader) {
        return LatencySnapshot.of(0, reader.read(lanes.all()));
    }

    /** Attempts in flight, each as seen at some time during the call, without the {@link #untracked} ones. */
    public int inFlight() {
        return inFlight(word -> true);
    }

    /** Attempts in flight that began longer ago than this. */
    public int inFlightOlderThan(long ageNanos, long nowNanos) {
        return inFlight(word -> nowNanos - word > ageNanos);
    }

    /** Tells how long each attempt in flight has taken so far, in nanoseconds and in no order. */
    public void forEachAgeInFlight(long nowNanos, LongConsumer age) {
        inFlight(word -> {
            age.accept(nowNanos - word);
            return true;
        });
    }

    private int inFlight(LongPredicate counted) {
        return lanes.countHeld(counted) + blocks.countHeld(counted);
    }

    private boolean hasInFlight() {
        return lanes.anyHeld() || blocks.anyHeld();
    }

    /** Durations since the tracker was made that were negative or longer than 24 hours, and so not recorded. */
    public long anomalies() {
        return anomalies.sum();
    }

    /**
     * Attempts since the tracker was made that were not counted among those in flight, for there were about 65,536 already. They
     * are recorded when they end, all the same.
     */
    public long untracked() {
        return untracked.sum();
    }
}
