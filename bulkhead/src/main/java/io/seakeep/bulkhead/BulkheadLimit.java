package io.seakeep.bulkhead;

import io.seakeep.Tick;
import io.seakeep.latency.LatencyTracker;
import org.jspecify.annotations.Nullable;

/**
 * The limit of a bulkhead: as somebody set it, or as it follows what is observed. {@link #resize}, {@link #isAdaptive} and
 * {@link #explain} are for any thread, the rest is for the tick.
 */
final class BulkheadLimit {

    private final StripedPermits permits;

    /** Null while the limit is as it was set. */
    private volatile @Nullable AdaptiveLimit adaptive;

    private int makingRoomFor;

    BulkheadLimit(BulkheadSettings settings, StripedPermits permits) {
        this.permits = permits;
        this.adaptive = settings.kind() == BulkheadSettings.Kind.ADAPTIVE
                ? new AdaptiveLimit(settings.firstLimit(), settings.lowest(), settings.highest())
                : null;
    }

    boolean isAdaptive() {
        return adaptive != null;
    }

    /** @param newLimit from 1 to 100,000 */
    void resize(int newLimit) {
        permits.resize(newLimit);
    }

    /** How many permits are about to be taken away. */
    int makingRoomFor() {
        return makingRoomFor;
    }

    /** @param reserves whether some attempts leave permits free for others at present */
    void onTick(Tick tick, LatencyTracker tracker, long foundFull, boolean reserves) {
        AdaptiveLimit following = adaptive;
        if (following != null) {
            int wanted = following.next(
                    new LimitSample(tick.spanNanos(), tick.pausedNanos(), tracker.lastTickSnapshot(), foundFull));
            follow(wanted, reserves);
        }
    }

    /**
     * A lower limit lets nobody in before enough have left. Where some attempts leave permits free for others, it is made room for by those
     * alone, for a tick, before it holds for all.
     */
    private void follow(int wanted, boolean reserves) {
        int excess = permits.limit() - wanted;
        if (excess > 0 && makingRoomFor == 0 && reserves) {
            makingRoomFor = excess;
        } else {
            set(wanted);
        }
    }

    private void set(int newLimit) {
        makingRoomFor = 0;
        permits.resize(newLimit);
    }

    /** Goes on under other settings. A limit that they leave as it was stays, also one that was found or set by hand since. */
    void reconfigure(BulkheadSettings before, BulkheadSettings after) {
        AdaptiveLimit following = adaptive;
        if (after.kind() == BulkheadSettings.Kind.FIXED) {
            adaptive = null;
            if (following != null || before.limit() != after.limit()) {
                set(after.limit());
            }
        } else if (following == null) {
            AdaptiveLimit begun = new AdaptiveLimit(after.firstLimit(permits.limit()), after.lowest(), after.highest());
            adaptive = begun;
            set(begun.limit());
        } else {
            reconfigure(following, before, after);
        }
    }

    private void reconfigure(AdaptiveLimit following, BulkheadSettings before, BulkheadSettings after) {
        int limitBefore = following.limit();
        Integer initial = after.initial();
        if (initial != null && !initial.equals(before.initial()) && !following.hasDecided()) {
            following.beginAt(initial);
        }
        following.between(after.lowest(), after.highest());
        if (following.limit() != limitBefore || permits.limit() > after.highest()) {
            set(following.limit());
        }
    }

    /** What it is and why, for people. */
    String explain() {
        AdaptiveLimit following = adaptive;
        return permits.limit() + ", "
                + (following == null ? "fixed" : "adaptive: " + following.last().explain());
    }
}
