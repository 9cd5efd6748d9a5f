package io.seakeep.bulkhead;

import io.seakeep.CallRejectedException;
import io.seakeep.Gate;
import io.seakeep.WaitingGate;

/** For what reasons a bulkhead refuses, and how often it did. The reasons are the negative tokens of its gate. */
final class Refusals {

    /** The queue was full, of others who are no less important. */
    static final long QUEUE_FULL = -4;

    /** Waited for too long while newer ones were served; see {@link WaitingLine}. */
    static final long DROPPED = -5;

    /** Made room in the queue for a more important one. */
    static final long DISPLACED = -6;

    /** Of a cohort that is not served for the time being; see {@link AdmissionRule}. */
    static final long SHED = -7;

    private static final int REASONS = 8;

    private final LazyCounters counts = new LazyCounters(REASONS);

    void count(long refusal) {
        counts.increment((int) -refusal);
    }

    long of(long refusal) {
        return counts.sum((int) -refusal);
    }

    /** Without those that were called off from outside. */
    long total() {
        long total = 0;
        for (int reason = 0; reason < counts.size(); reason++) {
            total += counts.sum(reason);
        }
        return total - of(WaitingGate.CALLED_OFF);
    }

    /** How often for which reason, as far as it happened. */
    String summary() {
        StringBuilder text = new StringBuilder();
        add(text, Gate.REFUSED, "at once");
        add(text, QUEUE_FULL, "by a full queue");
        add(text, WaitingGate.WAITED_TOO_LONG, "after the longest wait");
        add(text, DROPPED, "as too old in a queue that does not drain");
        add(text, DISPLACED, "for more important ones");
        add(text, SHED, "with their cohort");
        return text.length() == 0 ? "none" : text.toString();
    }

    private void add(StringBuilder text, long refusal, String how) {
        long count = of(refusal);
        if (count > 0) {
            text.append(text.length() == 0 ? "" : ", ")
                    .append(count)
                    .append(' ')
                    .append(how);
        }
    }

    static CallRejectedException rejection(String dependency, long refusal, int limit, BulkheadSettings settings) {
        return new CallRejectedException(
                dependency,
                "bulkhead",
                setting(refusal, limit, settings),
                0,
                () -> explain(refusal, "all " + limit + " attempts at once are under way" + bounds(settings)));
    }

    private static String bounds(BulkheadSettings settings) {
        return settings.kind() == BulkheadSettings.Kind.FIXED
                ? ""
                : ", as many as were found right between " + settings.lowest() + " and " + settings.highest();
    }

    static String explain(long refusal, String limit) {
        if (refusal == WaitingGate.WAITED_TOO_LONG) {
            return limit + ", and none ended while this one waited for as long as it could";
        } else if (refusal == WaitingGate.CALLED_OFF) {
            return "interrupted or cancelled while it waited";
        } else if (refusal == QUEUE_FULL) {
            return limit + ", and no more may wait";
        } else if (refusal == DROPPED) {
            return limit + ", the queue does not drain, and newer ones are served first";
        } else if (refusal == DISPLACED) {
            return limit + ", and a more important one took the place in the queue";
        } else if (refusal == SHED) {
            return "more is asked for than can be served, and the call's cohort is not among those that are";
        }
        return limit;
    }

    /** The setting that changes it. A higher bound would let nobody in while the limit that was found is below the one there is. */
    static String setting(long refusal, int limit, BulkheadSettings settings) {
        if (refusal == WaitingGate.WAITED_TOO_LONG || refusal == DROPPED) {
            return "bulkhead.max-wait";
        }
        if (refusal == Gate.REFUSED || refusal == SHED) {
            if (settings.kind() == BulkheadSettings.Kind.FIXED) {
                return "bulkhead.limit";
            }
            return limit < settings.highest() ? "bulkhead.lowest" : "bulkhead.highest";
        }
        return "bulkhead.queue";
    }
}
