package io.seakeep.scenarios.hedges;

import io.seakeep.hedging.HedgeCounts;

/**
 * How long reads took.
 *
 * @param reads how many there were, warm-up included, to compare with
 * @param hedges what became of second copies
 */
public record TiedScore(Durations taken, long reads, HedgeCounts hedges) {

    /** The one in the order of {@link Setting#QUANTILES}. */
    public double millis(int quantile) {
        return taken.quantileMillis(Setting.QUANTILES.get(quantile));
    }

    /** The share of reads that were due to get a second copy and got none. */
    public double refusedShare() {
        return hedges.refused().values().stream().mapToDouble(Long::doubleValue).sum() / reads;
    }

    /** The share of reads that got one. */
    public double tiedShare() {
        return (double) hedges.sent() / reads;
    }
}
