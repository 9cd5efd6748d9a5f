package io.seakeep.scenarios.hedges;

import io.seakeep.Mode;
import io.seakeep.hedging.Hedge;
import io.seakeep.hedging.HedgePolicy;
import java.time.Duration;
import java.util.Locale;

/**
 * Tied requests of Dean and Barroso, "The Tail at Scale" (CACM 2013): a read is sent to a second replica a millisecond after the first, and
 * the one that begins with it calls off the other. Here each read is a call with a hedge after a millisecond, within the largest budget there
 * is. Option: {@code --seed=1}.
 *
 * <p>One thing is better than it was there: which of the two began first is known to the caller at once, so they never both go on.
 */
public final class TiedRequests {

    private static final HedgePolicy TIED =
            Hedge.budget(1).after(Duration.ofMillis(1)).assumingIdempotence();

    private static final String[] NAMES = {"50", "90", "99", "99.9"};

    private static final int READS = 150_000;

    private TiedRequests() {}

    /** @param arguments the options */
    public static void main(String[] arguments) {
        long seed = 1;
        for (String argument : arguments) {
            if (!argument.startsWith("--seed=")) {
                throw new IllegalArgumentException("must be --seed=<n>: " + argument);
            }
            seed = Long.parseLong(argument.substring("--seed=".length()));
        }
        for (Setting setting : Setting.values()) {
            System.out.println(compare(setting, seed, READS).table(seed));
        }
    }

    static Comparison compare(Setting setting, long seed, int reads) {
        return new Comparison(setting, untied(setting, seed, reads), tied(setting, seed, reads));
    }

    /** Reads of which each is sent once. */
    public static TiedScore untied(Setting setting, long seed, int reads) {
        return new TiedTrial(setting, TIED.mode(Mode.OBSERVE), seed).run(reads);
    }

    /** The same reads, and each is sent to a second replica. */
    public static TiedScore tied(Setting setting, long seed, int reads) {
        return new TiedTrial(setting, TIED, seed).run(reads);
    }

    /** The same reads without and with a second copy. */
    record Comparison(Setting setting, TiedScore untied, TiedScore tied) {

        /** By how much less the quantile is with tied requests, as a share of it. */
        double reduction(int quantile) {
            return 1 - tied.millis(quantile) / untied.millis(quantile);
        }

        double reductionInPaper(int quantile) {
            return 1 - setting.tiedMillis(quantile) / setting.untiedMillis(quantile);
        }

        String table(long seed) {
            StringBuilder text = new StringBuilder(
                    String.format(Locale.ROOT, "%s, seed %d; ms (and in the paper)", setting.words(), seed));
            for (int quantile = 0; quantile < Setting.QUANTILES.size(); quantile++) {
                text.append(String.format(
                        Locale.ROOT,
                        "%n  p%-5s%7.1f (%3.0f) %7.1f (%3.0f)   %3.0f %% (%2.0f %%) less",
                        NAMES[quantile],
                        untied.millis(quantile),
                        setting.untiedMillis(quantile),
                        tied.millis(quantile),
                        setting.tiedMillis(quantile),
                        100 * reduction(quantile),
                        100 * reductionInPaper(quantile)));
            }
            return text.append(String.format(
                            Locale.ROOT,
                            "%n  %.1f %% were sent twice; %.2f %% were to be, and refused: %s",
                            100 * tied.tiedShare(),
                            100 * tied.refusedShare(),
                            tied.hedges().refused()))
                    .toString();
        }
    }
}
