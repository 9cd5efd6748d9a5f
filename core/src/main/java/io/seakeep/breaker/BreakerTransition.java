package io.seakeep.breaker;

import io.seakeep.Durations;
import io.seakeep.Mode;
import io.seakeep.SeakeepEvent;
import org.jspecify.annotations.Nullable;

/**
 * A breaker has changed its state, or would have, were it not only observing.
 *
 * @param dependency the dependency, with its key in square brackets where there is one
 * @param mode {@link Mode#ENFORCE} if the breaker acts by it; {@link Mode#OBSERVE} if nothing is refused for it
 * @param from the state before
 * @param to the state after
 * @param criterion what was judged, or null when nothing was: a recovery begins or ends, or somebody forced the state
 * @param reason why, in words, with numbers
 * @param measured the number that was judged, NaN when there is none
 * @param limit what it was held against, NaN when there is none
 * @param samples how many attempts it was taken from
 * @param openNanos how long the breaker stays open, in nanoseconds; zero when it does not open, or only would have
 */
public record BreakerTransition(
        String dependency,
        Mode mode,
        BreakerState from,
        BreakerState to,
        @Nullable Criterion criterion,
        String reason,
        double measured,
        double limit,
        long samples,
        long openNanos)
        implements SeakeepEvent {

    @Override
    public String message() {
        return "breaker of " + dependency + (mode == Mode.ENFORCE ? ": " : " would go (it observes): ") + from + " -> "
                + to + (openNanos > 0 ? " for " + Durations.format(openNanos) : "") + ": " + reason;
    }

    @Override
    public Severity severity() {
        return to == BreakerState.OPEN && mode == Mode.ENFORCE ? Severity.WARNING : Severity.INFO;
    }
}
