package io.seakeep.bulkhead;

import io.seakeep.Durations;
import java.time.Duration;
import java.util.Locale;

/**
 * Why an adaptive limit is what it is. Immutable.
 *
 * @param meanNanos and referenceNanos are zero where they played no part
 */
record LimitDecision(Reason reason, double meanNanos, double referenceNanos, double droppedShare) {

    /** What was decided. */
    enum Reason {
        UNKNOWN,
        UNUSED,
        DROPS,
        LATENCY,
        ROOM,
        CEILING
    }

    static final LimitDecision UNKNOWN = new LimitDecision(Reason.UNKNOWN, 0, 0, 0);

    String explain() {
        return switch (reason) {
            case UNKNOWN -> "too little has ended to decide by";
            case UNUSED -> "stays, since nobody was kept out";
            case DROPS ->
                String.format(Locale.ROOT, "lowered, since %.0f %% timed out or were turned away", 100 * droppedShare);
            case LATENCY -> "lowered, since " + latencies();
            case ROOM -> "has room, since " + latencies();
            case CEILING -> "held below where the dependency turned attempts away; " + latencies();
        };
    }

    private String latencies() {
        return "attempts take " + format(meanNanos) + ", and " + format(referenceNanos) + " with room";
    }

    private static String format(double nanos) {
        return Durations.format(Duration.ofNanos(Math.round(nanos / 100_000) * 100_000));
    }
}
