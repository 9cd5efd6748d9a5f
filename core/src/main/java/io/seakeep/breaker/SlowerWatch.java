package io.seakeep.breaker;

import io.seakeep.Durations;
import io.seakeep.latency.LatencySnapshot;
import io.seakeep.latency.QuantileEstimate;
import org.jspecify.annotations.Nullable;

/**
 * Judges a quantile of the latency against what it usually is. The window has to be slower even at its lower confidence bound;
 * until both quantiles have bounds, nothing is known and nothing happens.
 */
final class SlowerWatch implements Watch {

    private final Slower settings;
    private final UsualLatency usual;
    private volatile @Nullable Seen last;

    SlowerWatch(Slower settings, UsualLatency usual) {
        this.settings = settings;
        this.usual = usual;
    }

    @Override
    public Criterion criterion() {
        return Criterion.SLOWER_THAN_BASELINE;
    }

    @Override
    public @Nullable Alarm examine(Observation observed) {
        if (observed.isPaused() || !observed.isWindowCalm()) {
            last = null;
            return null;
        }
        LatencySnapshot window = observed.tick().window();
        QuantileEstimate now = window.quantile(settings.quantile());
        QuantileEstimate before = usual.quantile(settings.quantile());
        if (!now.isBounded() || !before.isBounded()) {
            last = null;
            return null;
        }
        Seen seen = new Seen(
                now.lowerNanos().getAsLong(), before.valueNanos().getAsLong(), now.samples(), window.spanNanos());
        last = seen;
        if (seen.factor() <= settings.factor()) {
            return null;
        }
        Reason reason = Reason.of(
                Criterion.SLOWER_THAN_BASELINE, describe(seen), seen.factor(), settings.factor(), seen.samples);
        return new Alarm(reason, ProbeLimit.usual((long) (settings.factor() * seen.usualNanos)));
    }

    @Override
    public void startAfresh(long nowNanos) {
        last = null;
    }

    private String describe(Seen seen) {
        return String.format(
                "%s of %d attempts in the last %s is %s at least, %.1f times the usual %s (limit %s times)",
                Quantiles.name(settings.quantile()),
                seen.samples,
                Durations.format(seen.spanNanos),
                Durations.format(seen.lowerNanos),
                seen.factor(),
                Durations.format(seen.usualNanos),
                settings.factor());
    }

    @Override
    public String explain() {
        Seen seen = last;
        return seen == null ? "not known yet, for too few attempts were seen in calm" : describe(seen);
    }

    private record Seen(long lowerNanos, long usualNanos, long samples, long spanNanos) {
        double factor() {
            return (double) lowerNanos / usualNanos;
        }
    }
}
