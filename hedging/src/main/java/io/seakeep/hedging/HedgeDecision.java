package io.seakeep.hedging;

import io.seakeep.Durations;
import io.seakeep.HedgeStrategy;
import io.seakeep.Percentages;

/**
 * When a hedge is sent, and why then. Immutable.
 *
 * @param delayNanos after which delay, or {@link HedgeStrategy#NEVER}
 * @param chance how likely it is that one is sent when it is due
 * @param rule what decided
 * @param lateShare the share of attempts that takes longer than the delay
 * @param samples how many attempts it rests on
 * @param unhedgedNanos the quantile that is to be improved, without hedges; the largest number if that is not known
 * @param expectedNanos the same with them
 */
record HedgeDecision(
        long delayNanos,
        double chance,
        Rule rule,
        double lateShare,
        double samples,
        long unhedgedNanos,
        long expectedNanos) {

    /** What can decide. */
    enum Rule {
        TOO_FEW("none: too little is known yet"),
        TOO_LITTLE_TRAFFIC("none: the budget is not worth one hedge in 10 s"),
        FIXED("the delay that was asked for"),
        QUANTILE("the quantile that was asked for"),
        EACH("the shortest delay after which each call that is late can have one"),
        BY_CHANCE("a hedge for each call that is late would come too late, so some get one earlier, by chance"),
        NO_GAIN("none: hedges would gain nothing"),
        TOO_MANY_LATE("none at present: much more is late than usual, and hedges would make that worse"),
        OVERLOADED("none at present: the breaker is open or the bulkhead full"),
        PUSHED_BACK("none at present: the dependency asks to back off");

        private final String words;

        Rule(String words) {
            this.words = words;
        }
    }

    static HedgeDecision none(Rule rule, double samples, long unhedgedNanos) {
        return new HedgeDecision(HedgeStrategy.NEVER, 0, rule, 0, samples, unhedgedNanos, unhedgedNanos);
    }

    /** The same, while something speaks against sending any. */
    HedgeDecision suspended(Rule reason) {
        return new HedgeDecision(HedgeStrategy.NEVER, 0, reason, lateShare, samples, unhedgedNanos, unhedgedNanos);
    }

    String explain(HedgeSettings settings) {
        StringBuilder text = new StringBuilder();
        if (delayNanos >= 0) {
            text.append("after ").append(Durations.format(delayNanos)).append(": ");
        }
        text.append(rule.words)
                .append(". Known from ")
                .append(Math.round(samples))
                .append(" attempts");
        if (samples < settings.samplesNeeded()) {
            text.append(" of ").append(Math.round(settings.samplesNeeded())).append(" needed");
        }
        if (delayNanos >= 0 && lateShare > 0) {
            text.append("; ").append(Percentages.format(lateShare)).append(" take longer than that");
        }
        if (chance < 1 && delayNanos >= 0) {
            text.append(", of which ").append(Percentages.format(chance)).append(" get one");
        }
        if (unhedgedNanos != Long.MAX_VALUE && delayNanos >= 0) {
            text.append("; p")
                    .append(Percentages.number(100 * settings.improved()))
                    .append(" would be ")
                    .append(Durations.format(unhedgedNanos))
                    .append(" without, and is expected to be ")
                    .append(Durations.format(expectedNanos));
        }
        return text.toString();
    }
}
