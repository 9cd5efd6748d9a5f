package io.seakeep.scenarios.hedges;

import io.seakeep.HedgeRefused.Reason;
import io.seakeep.hedging.HedgeCounts;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * How long batches of keys took, and what that cost.
 *
 * <p><b>The far tail cannot be counted.</b> One in a thousand calls to a thousand keys is one key in a million, so millions of keys show
 * it but a few times. What can be counted is what the library did: how many keys were late, how many of these got a hedge, and after
 * which delay. How long those took does not depend on it any more, for the latency of each attempt is drawn by itself, and all that the
 * library knew when it decided is that the first one had taken longer than the delay. So the share of batches that take longer than t is
 * the mean of {@link Batch#slowerThan} over all of them: the expectation of the share that is counted, given all that the library did,
 * and thus without bias (Rao and Blackwell's theorem), with far less variance. Keys of one batch find the budget in the same state, and are
 * independent of each other only given that; so the mean is taken over batches, not keys.
 *
 * <p>Nearer quantiles can be counted as well, and have to agree.
 */
final class BatchScore {

    private static final double SHORTEST_NANOS = 1e5;
    private static final double LONGEST_NANOS = 3_600e9;
    private static final double PRECISION = 1e-4;

    private final LeafLatency latency;
    private final Map<Batch, Integer> batches = new HashMap<>();
    private final Durations taken = new Durations();
    private final Map<Reason, Long> refused = new EnumMap<>(Reason.class);
    private Map<Reason, Long> refusedBefore = Map.of();

    BatchScore(LeafLatency latency) {
        this.latency = latency;
    }

    void add(Batch batch, long takenNanos) {
        batches.merge(batch, 1, Integer::sum);
        taken.add(takenNanos);
    }

    void refusedBefore(HedgeCounts counts) {
        refusedBefore = counts.refused();
    }

    void refusedInAll(HedgeCounts counts) {
        counts.refused().forEach((reason, count) -> {
            long since = count - refusedBefore.getOrDefault(reason, 0L);
            if (since > 0) {
                refused.put(reason, since);
            }
        });
    }

    /** The quantile as it is to be expected from what the library did. */
    double expectedMillis(double quantile) {
        double low = Math.log(SHORTEST_NANOS);
        double high = Math.log(LONGEST_NANOS);
        while (high - low > PRECISION) {
            double middle = (low + high) / 2;
            double nanos = Math.exp(middle);
            if (sum(batch -> batch.slowerThan(nanos, latency)) > (1 - quantile) * taken.count()) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return Math.exp(high) / 1e6;
    }

    /** The quantile as it was counted. */
    double countedMillis(double quantile) {
        return taken.quantileMillis(quantile);
    }

    /** Hedges as a share of the keys asked for. */
    double extraShare() {
        return sum(Batch::hedged) / sum(Batch::keys);
    }

    /** The share of late keys that got no hedge. */
    double leftAloneShare() {
        return 1 - sum(Batch::hedged) / Math.max(1, sum(Batch::late));
    }

    /** The share of batches that began while there were no hedges. */
    double withoutDelayShare() {
        return sum(batch -> batch.delayNanos() == Batch.NEVER ? 1 : 0) / taken.count();
    }

    double meanDelayMillis() {
        double withDelay = sum(batch -> batch.delayNanos() == Batch.NEVER ? 0 : 1);
        return sum(batch -> batch.delayNanos() == Batch.NEVER ? 0 : batch.delayNanos() / 1e6) / withDelay;
    }

    /** How often a hedge was due and not sent, by reason. */
    Map<Reason, Long> refused() {
        return Map.copyOf(refused);
    }

    private double sum(ToDoubleFunction<Batch> of) {
        return batches.entrySet().stream()
                .mapToDouble(entry -> of.applyAsDouble(entry.getKey()) * entry.getValue())
                .sum();
    }
}
