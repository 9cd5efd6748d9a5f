package io.seakeep.latency;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** How many attempts ended in which way. Immutable, and equal by value. */
public final class OutcomeCounts {

    /** How many outcomes there are. */
    static final int OUTCOMES = Outcome.values().length;

    static final OutcomeCounts NONE = new OutcomeCounts(new long[OUTCOMES]);

    private final long[] counts;

    private OutcomeCounts(long[] counts) {
        this.counts = counts;
    }

    static OutcomeCounts of(Distribution[] byOutcome) {
        long[] counts = new long[OUTCOMES];
        for (int outcome = 0; outcome < OUTCOMES; outcome++) {
            counts[outcome] = byOutcome[outcome].total();
        }
        return new OutcomeCounts(counts);
    }

    /** Attempts that ended in this way. */
    public long of(Outcome outcome) {
        return counts[outcome.ordinal()];
    }

    /** Attempts that ended, in whatever way. */
    public long total() {
        long total = 0;
        for (long count : counts) {
            total += count;
        }
        return total;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OutcomeCounts that && Arrays.equals(counts, that.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(counts);
    }

    /** Such as {@code [SUCCESS 97, TIMED_OUT 3]}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("[");
        for (Outcome outcome : Outcome.values()) {
            if (of(outcome) != 0) {
                text.append(text.length() == 1 ? "" : ", ")
                        .append(outcome)
                        .append(' ')
                        .append(of(outcome));
            }
        }
        return text.append(']').toString();
    }
}
