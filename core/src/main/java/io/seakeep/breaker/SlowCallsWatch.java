package io.seakeep.breaker;

import io.seakeep.Durations;
import io.seakeep.latency.LatencySnapshot;
import io.seakeep.latency.LatencyTracker;
import io.seakeep.latency.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Judges the share of attempts that took longer than a limit. Those in flight for longer than it count too, or else a
 * dependency that answers nothing would have no slow calls.
 */
final class SlowCallsWatch implements Watch {

    private static final Outcome[] EVIDENCE = {Outcome.SUCCESS, Outcome.FAILURE, Outcome.TIMED_OUT};

    private final SlowCalls settings;
    private final int atLeast;
    private final long limitNanos;
    private final LatencyTracker tracker;
    private volatile @Nullable Seen last;

    SlowCallsWatch(SlowCalls settings, int atLeast, LatencyTracker tracker) {
        this.settings = settings;
        this.atLeast = atLeast;
        this.limitNanos = settings.limit().toNanos();
        this.tracker = tracker;
    }

    @Override
    public Criterion criterion() {
        return Criterion.SLOW_CALLS;
    }

    @Override
    public @Nullable Alarm examine(Observation observed) {
        if (observed.isPaused() || !observed.isWindowCalm()) {
            last = null;
            return null;
        }
        LatencySnapshot window = observed.tick().window();
        long late = inFlightLate(observed);
        long slow = late + window.countAtOrAbove(limitNanos + 1, EVIDENCE);
        long attempts = late + window.countAtOrAbove(0, EVIDENCE);
        Seen seen = new Seen(slow, attempts, late, window.spanNanos());
        last = seen;
        if (attempts < atLeast || seen.rate() < settings.rate()) {
            return null;
        }
        Reason reason = Reason.of(Criterion.SLOW_CALLS, describe(seen), seen.rate(), settings.rate(), attempts);
        return new Alarm(reason, ProbeLimit.set(limitNanos));
    }

    /** Attempts in flight for longer than the limit, without those from before the breaker closed. */
    private long inFlightLate(Observation observed) {
        long now = observed.nowNanos();
        long late = tracker.inFlightOlderThan(limitNanos, now);
        return late == 0 ? 0 : Math.max(0, late - tracker.inFlightOlderThan(now - observed.calmSinceNanos(), now));
    }

    private String describe(Seen seen) {
        return seen.slow + " of " + seen.attempts + " attempts took longer than " + Durations.format(settings.limit())
                + " (" + Percent.of(seen.rate()) + ", limit " + Percent.of(settings.rate()) + "; " + seen.late
                + " of them still do) in the last " + Durations.format(seen.spanNanos);
    }

    @Override
    public String explain() {
        Seen seen = last;
        return seen == null ? "not known yet, for the window holds other times" : describe(seen);
    }

    private record Seen(long slow, long attempts, long late, long spanNanos) {
        double rate() {
            return attempts == 0 ? 0 : (double) slow / attempts;
        }
    }
}
