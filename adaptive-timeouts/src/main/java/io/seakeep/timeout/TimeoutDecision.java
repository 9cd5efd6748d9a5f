package io.seakeep.timeout;

import io.seakeep.Durations;
import io.seakeep.Percentages;
import io.seakeep.latency.QuantileEstimate;
import io.seakeep.settings.Setting;
import java.util.OptionalLong;

/**
 * The timeout, and why it is that. Immutable.
 *
 * @param timeoutNanos the timeout
 * @param rule which rule decided
 * @param estimate the quantile that was aimed at, as far as it is known
 * @param samples the attempts that it rests on
 * @param censoredShare the share of them of which only a lower bound is known
 * @param overrunShare the share of the latest that took longer than the timeout
 */
record TimeoutDecision(
        long timeoutNanos,
        Rule rule,
        QuantileEstimate estimate,
        double samples,
        double censoredShare,
        double overrunShare) {

    /** What can decide. */
    enum Rule {
        INITIAL("too little is known yet: the initial value"),
        BORROWED("too little is known yet: what all keys of the dependency have shown together"),
        REMEMBERED("too little is known yet: what was saved before the restart"),
        IDENTIFIED("the upper bound of what was observed"),
        SHRINKING("on its way down, slowly, to the upper bound of what was observed"),
        RISING("on its way up, slowly, since more than wanted overran it"),
        PADDED("one and a half times the median, since the latencies are all alike"),
        MINIMUM("what was observed is below the minimum"),
        MAXIMUM("what was observed is above the maximum"),
        GROWN("grown by half, since too many overran it; held until enough is known of the others"),
        HELD("held: too many were cut off to know what they would have taken"),
        MODES(
                "held: some attempts take many times as long as the rest, and would all be cut off; give them a key of their own"),
        PROBING("held while the breaker is not closed, and just after that; what passes has longer"),
        PAUSED("held, since the process itself stood still");

        private final String words;

        Rule(String words) {
            this.words = words;
        }

        /** The setting that changes what it decides. */
        Setting<?> setting() {
            return switch (this) {
                case INITIAL -> TimeoutSchema.INITIAL;
                case MINIMUM -> TimeoutSchema.MIN;
                case MAXIMUM -> TimeoutSchema.MAX;
                default -> TimeoutSchema.RATE;
            };
        }
    }

    /** In words. */
    String explain(TimeoutSettings settings) {
        return Durations.format(timeoutNanos) + ": " + rule.words + ". Wanted: at most "
                + Percentages.format(settings.falseTimeoutRate()) + " false timeouts. Known: p"
                + Percentages.number(100 * estimate.quantile()) + " is " + value() + ", from " + Math.round(samples)
                + " attempts"
                + (samples < settings.samplesNeeded() ? " of " + Math.round(settings.samplesNeeded()) + " needed" : "")
                + ", of which " + Percentages.format(censoredShare) + " were cut off; of the latest, "
                + Percentages.format(overrunShare) + " overran it. Settings: " + settings.origins();
    }

    private String value() {
        if (estimate.valueNanos().isEmpty()) {
            return "not known";
        }
        return format(estimate.valueNanos()) + " (" + format(estimate.lowerNanos()) + " to "
                + format(estimate.upperNanos()) + ")";
    }

    private static String format(OptionalLong nanos) {
        return nanos.isPresent() ? Durations.format(nanos.getAsLong()) : "unknown";
    }
}
