package io.seakeep.scenarios.hedges;

import io.seakeep.Mode;
import io.seakeep.hedging.Hedge;
import io.seakeep.hedging.HedgePolicy;
import java.time.Duration;
import java.util.Locale;

/**
 * The example of Dean and Barroso, "The Tail at Scale" (CACM 2013): calls that wait for 1,000 keys take 1,800 ms at their 99.9th percentile,
 * and 74 ms if keys that take longer than 10 ms are asked for a second time, for 2 % more requests. Option: {@code --seed=1}.
 *
 * <p>The second table is of keys that come a thousand at once, which is harder on a budget that is meant to be just enough: what it holds
 * then depends on how many batches there happened to be in its window.
 */
public final class TailAtScale {

    /** What the library is told, and how it is called in the table. */
    enum Hedging {
        NONE("no hedges", Hedge.budget(0.05).after(Duration.ofMillis(10)).mode(Mode.OBSERVE)),
        FIXED_DELAY("after 10 ms, 5 % at most", Hedge.budget(0.05).after(Duration.ofMillis(10))),
        BUDGET("2 % at most, no delay given", Hedge.budget(0.02));

        private final String words;
        private final HedgePolicy policy;

        Hedging(String words, HedgePolicy policy) {
            this.words = words;
            this.policy = policy;
        }
    }

    static final int KEYS_OF_CALL = 1_000;

    private static final int KEYS = 4_000_000;

    private TailAtScale() {}

    /** @param arguments the options */
    public static void main(String[] arguments) {
        long seed = 1;
        for (String argument : arguments) {
            if (!argument.startsWith("--seed=")) {
                throw new IllegalArgumentException("must be --seed=<n>: " + argument);
            }
            seed = Long.parseLong(argument.substring("--seed=".length()));
        }
        for (Traffic traffic : Traffic.values()) {
            System.out.println(heading(traffic, seed));
            for (Hedging hedging : Hedging.values()) {
                System.out.println(line(hedging, traffic, run(hedging, traffic, seed, KEYS)));
            }
        }
    }

    static BatchScore run(Hedging hedging, Traffic traffic, long seed, int keys) {
        return new BatchTrial(hedging.policy, traffic, seed).run(keys);
    }

    static double expectedMillis(BatchScore score, Traffic traffic, double quantile) {
        return score.expectedMillis(traffic.quantileOfBatches(quantile, KEYS_OF_CALL));
    }

    static double countedMillis(BatchScore score, Traffic traffic, double quantile) {
        return score.countedMillis(traffic.quantileOfBatches(quantile, KEYS_OF_CALL));
    }

    static String heading(Traffic traffic, long seed) {
        return String.format(
                Locale.ROOT,
                "Waiting for 1,000 keys, %s, seed %d; ms expected (and counted)%n%-29s%18s%18s%9s%9s%9s%12s%12s  refused",
                traffic.keysAtOnce() == 1 ? "which come one by one" : "which come together",
                seed,
                "",
                "p50",
                "p90",
                "p99.9",
                "extra",
                "delay",
                "left alone",
                "suspended");
    }

    static String line(Hedging hedging, Traffic traffic, BatchScore score) {
        return String.format(
                Locale.ROOT,
                "%-29s%8.1f (%7.1f)%8.1f (%7.1f)%9.1f%7.2f %%%6.1f ms%10.3f %%%10.3f %%  %s",
                hedging.words,
                expectedMillis(score, traffic, 0.5),
                countedMillis(score, traffic, 0.5),
                expectedMillis(score, traffic, 0.9),
                countedMillis(score, traffic, 0.9),
                expectedMillis(score, traffic, 0.999),
                100 * score.extraShare(),
                score.meanDelayMillis(),
                100 * score.leftAloneShare(),
                100 * score.withoutDelayShare(),
                score.refused());
    }
}
