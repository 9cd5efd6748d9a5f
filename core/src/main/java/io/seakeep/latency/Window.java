package io.seakeep.latency;

import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What was recorded during the last so many nanoseconds: the slices that the ticks have cut, and their running sum. A tick adds
 * its own slice and takes off those that are wholly older than the window, so the window reaches back as far as it is long, and
 * by up to one slice further.
 *
 * <p>A late tick makes a longer slice. Ticks that follow each other sooner than they should go into one slice, so that there are
 * never more than about twice as many as fit. For one thread at a time.
 */
final class Window {

    /** Records of a span of time that ended then. */
    private record Slice(LatencySnapshot records, long endNanos) {}

    private static final Outcome[] OUTCOMES = Outcome.values();

    private final long lengthNanos;
    private final long sliceNanos;
    private final ArrayDeque<Slice> slices = new ArrayDeque<>();
    private final @Nullable RunningSum[] sums = new RunningSum[OutcomeCounts.OUTCOMES];
    private final Distribution.Builder builder = new Distribution.Builder();
    private LatencySnapshot content = LatencySnapshot.empty();

    Window(long lengthNanos, long sliceNanos) {
        this.lengthNanos = lengthNanos;
        this.sliceNanos = sliceNanos;
    }

    /** Moves on to this time, at which the records' span ended, and answers what the window holds then. */
    LatencySnapshot slide(LatencySnapshot records, long nowNanos) {
        push(records, nowNanos);
        boolean changed = !records.isEmpty();
        long spanNanos = content.spanNanos() + records.spanNanos();
        while (nowNanos - slices.getFirst().endNanos() >= lengthNanos) {
            LatencySnapshot oldest = slices.removeFirst().records();
            subtract(oldest);
            spanNanos -= oldest.spanNanos();
            changed |= !oldest.isEmpty();
        }
        content = changed ? sum(spanNanos) : content.withSpan(spanNanos);
        return content;
    }

    /** How many slices it holds; for tests. */
    int slices() {
        return slices.size();
    }

    /** Forgets everything. */
    void clear() {
        slices.clear();
        Arrays.fill(sums, null);
        content = LatencySnapshot.empty();
    }

    private void push(LatencySnapshot records, long endNanos) {
        for (Outcome outcome : OUTCOMES) {
            Distribution added = records.distribution(outcome);
            if (added.size() > 0) {
                sumOf(outcome).add(added);
            }
        }
        Slice newest = slices.peekLast();
        boolean early = newest != null && newest.records().spanNanos() + records.spanNanos() <= sliceNanos;
        slices.addLast(new Slice(early ? slices.removeLast().records().followedBy(records) : records, endNanos));
    }

    private void subtract(LatencySnapshot records) {
        for (Outcome outcome : OUTCOMES) {
            Distribution removed = records.distribution(outcome);
            if (removed.size() > 0) {
                sumOf(outcome).subtract(removed);
            }
        }
    }

    private RunningSum sumOf(Outcome outcome) {
        RunningSum sum = sums[outcome.ordinal()];
        if (sum == null) {
            sum = new RunningSum();
            sums[outcome.ordinal()] = sum;
        }
        return sum;
    }

    private LatencySnapshot sum(long spanNanos) {
        Distribution[] byOutcome = new Distribution[sums.length];
        for (int outcome = 0; outcome < sums.length; outcome++) {
            RunningSum sum = sums[outcome];
            byOutcome[outcome] = sum == null ? Distribution.EMPTY : sum.toDistribution(builder);
        }
        return LatencySnapshot.of(spanNanos, byOutcome);
    }
}
