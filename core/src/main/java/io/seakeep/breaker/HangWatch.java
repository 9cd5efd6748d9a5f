package io.seakeep.breaker;

import io.seakeep.Durations;
import io.seakeep.latency.LatencyTracker;
import io.seakeep.latency.QuantileEstimate;
import org.jspecify.annotations.Nullable;

/** Judges the age of what is in flight, provided that nothing at all was answered for as long. */
final class HangWatch implements Watch {

    private static final long NOT_KNOWN = -1;

    private final Hang settings;
    private final UsualLatency usual;
    private final LatencyTracker tracker;
    private long answeredNanos;
    private volatile long ageNanos = NOT_KNOWN;

    HangWatch(Hang settings, UsualLatency usual, LatencyTracker tracker, long nowNanos) {
        this.settings = settings;
        this.usual = usual;
        this.tracker = tracker;
        this.answeredNanos = nowNanos;
    }

    /** The same with other settings: when the last answer came is still known. */
    HangWatch under(Hang changed) {
        return new HangWatch(changed, usual, tracker, answeredNanos);
    }

    @Override
    public Criterion criterion() {
        return Criterion.HANG;
    }

    @Override
    public @Nullable Alarm examine(Observation seen) {
        if (seen.answers() > 0 || seen.isPaused()) {
            answeredNanos = seen.nowNanos();
        }
        long age = age();
        ageNanos = age;
        if (age == NOT_KNOWN || seen.nowNanos() - answeredNanos < age) {
            return null;
        }
        int hanging = inFlightAged(age, seen.nowNanos());
        if (hanging < settings.atLeast()) {
            return null;
        }
        Reason reason = Reason.of(
                Criterion.HANG,
                hanging + " attempts are in flight for over " + Durations.format(age) + " (limit " + settings.atLeast()
                        + ") and none was answered for "
                        + Durations.format(seen.nowNanos() - answeredNanos),
                hanging,
                settings.atLeast(),
                hanging);
        return new Alarm(reason, ProbeLimit.NONE);
    }

    /**
     * Attempts in flight for longer than this, without those that were as old when the last answer came: the dependency has lost
     * them and works all the same.
     */
    private int inFlightAged(long ageNanos, long nowNanos) {
        long lostNanos = nowNanos - answeredNanos + ageNanos;
        return tracker.inFlightOlderThan(ageNanos, nowNanos) - tracker.inFlightOlderThan(lostNanos, nowNanos);
    }

    private long age() {
        if (settings.age() != null) {
            return settings.age().toNanos();
        }
        QuantileEstimate p99 = usual.quantile(Hang.QUANTILE);
        return p99.isBounded()
                ? Math.max(Hang.LEAST.toNanos(), (long)
                        (settings.timesUsual() * (double) p99.valueNanos().getAsLong()))
                : NOT_KNOWN;
    }

    @Override
    public void startAfresh(long nowNanos) {
        answeredNanos = nowNanos;
    }

    @Override
    public String explain() {
        long age = ageNanos;
        return age == NOT_KNOWN
                ? "not known yet, for too few attempts were seen to know the usual p99"
                : settings.atLeast() + " in flight for over " + Durations.format(age) + " would be a hang";
    }
}
