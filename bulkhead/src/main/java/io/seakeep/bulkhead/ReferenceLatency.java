package io.seakeep.bulkhead;

/**
 * How long an attempt takes while the dependency has room: what a measured latency is held against. It follows a lower one
 * quickly. A higher one it follows only as far as there is evidence that load is not the cause, so that a long incident does not
 * become the usual: where the limit was not used up, or where throughput and not latency answers when the limit moves. Where more than
 * waiting comes of a higher limit, it falls slowly, in case what it took for the usual was waiting. For one thread at a time.
 */
final class ReferenceLatency {

    private static final double DOWN = 0.2;
    private static final double UNUSED = 0.02;
    private static final double UP = 0.1;
    private static final double UP_FOR_SURE = 0.5;
    private static final double DECAY = 0.003;

    /** Below this exponent latency does not answer to load, provided that throughput does. */
    private static final double ROOM = 0.7;

    /** Below this one it is no matter of chance either: each decision that goes by the old reference keeps out who could be served. */
    private static final double ROOM_FOR_SURE = 0.3;

    /** Above this one it is all waiting. */
    private static final double CROWDED = 1.0;

    private double nanos = Double.NaN;

    double nanos() {
        return nanos;
    }

    /** Any latency that was measured. */
    void observe(double meanNanos) {
        if (Double.isNaN(nanos)) {
            nanos = meanNanos;
        } else if (meanNanos < nanos) {
            nanos += DOWN * (meanNanos - nanos);
        }
    }

    /** The same latency, while nobody was kept out. */
    void observeUnused(double meanNanos) {
        nanos += UNUSED * (meanNanos - nanos);
    }

    /** The same latency, and how it has answered to the limit. */
    void observeResponse(double meanNanos, LoadResponse response) {
        if (!response.isKnown()) {
            return;
        }
        if (hasRoom(response, ROOM_FOR_SURE)) {
            nanos += UP_FOR_SURE * (meanNanos - nanos);
        } else if (hasRoom(response, ROOM)) {
            nanos += UP * (meanNanos - nanos);
        } else if (response.ofLatency() > CROWDED) {
            nanos *= 1 - DECAY;
        }
    }

    private static boolean hasRoom(LoadResponse response, double most) {
        return response.ofLatency() < most && response.ofThroughput() > 1 - most;
    }
}
