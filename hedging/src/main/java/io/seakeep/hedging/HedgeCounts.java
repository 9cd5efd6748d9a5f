package io.seakeep.hedging;

import io.seakeep.HedgeRefused.Reason;
import java.util.Map;

/**
 * What became of hedges since the dependency was made. Immutable.
 *
 * @param sent how many were started; while the policy only observes, how many it would have started
 * @param won how many calls that had one got their answer from it
 * @param wasted how many calls that had one got their answer from their first attempt
 * @param refused how many were due and not started, by reason
 */
public record HedgeCounts(long sent, long won, long wasted, Map<Reason, Long> refused) {

    /** Copies the map. */
    public HedgeCounts {
        refused = Map.copyOf(refused);
    }
}
