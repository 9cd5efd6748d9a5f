package io.seakeep.hedging;

import io.seakeep.HedgeRefused.Reason;
import java.util.Map;

/**
 * What became of hedges since the dependency was made. Immutable.
 *
 * @param sent how many were started, those included that followed a failure at once; while the policy only observes, and only then, how
 *     many of all calls it would have started one for while it did, if all of them could have one
 * @param won how many calls that had one got their answer from it. Calls that failed or were called off are in neither of the two
 * @param wasted how many calls that had one got their answer from their first attempt
 * @param refused how many were due and not started, by reason
 */
public record HedgeCounts(long sent, long won, long wasted, Map<Reason, Long> refused) {

    /** Copies the map. */
    public HedgeCounts {
        refused = Map.copyOf(refused);
    }
}
