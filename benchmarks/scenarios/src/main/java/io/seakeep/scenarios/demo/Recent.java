package io.seakeep.scenarios.demo;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** One client's calls of the last two seconds or since the last look, for people to watch. Any thread records, one looks. */
final class Recent {

    private static final long SPAN_NANOS = 2_000_000_000L;

    private final Recorder good = new Recorder(2);
    private final Map<Score.Ending, LongAdder> endings = new EnumMap<>(Score.Ending.class);
    private final Deque<Slice> slices = new ArrayDeque<>();

    Recent() {
        for (Score.Ending ending : Score.Ending.values()) {
            endings.put(ending, new LongAdder());
        }
    }

    void ended(Score.Ending ending, long nanos) {
        if (ending == Score.Ending.GOOD) {
            good.recordValue(nanos);
        }
        count(ending).increment();
    }

    /** What became of the calls since the last look, and of those before it that are not too old. */
    View look(long nowNanos) {
        Slice now = new Slice(
                nowNanos,
                count(Score.Ending.GOOD).sum(),
                count(Score.Ending.FAILED).sum(),
                count(Score.Ending.REFUSED).sum(),
                good.getIntervalHistogram());
        slices.addLast(now);
        while (slices.size() > 2 && nowNanos - slices.getFirst().nanos > SPAN_NANOS) {
            slices.removeFirst();
        }
        Slice before = slices.getFirst();
        Histogram answers = new Histogram(2);
        slices.stream().filter(slice -> slice != before).forEach(slice -> answers.add(slice.good));
        double seconds = (now.nanos - before.nanos) / 1e9;
        return new View(
                perSecond(now.goods - before.goods, seconds),
                perSecond(now.failures - before.failures, seconds),
                perSecond(now.refusals - before.refusals, seconds),
                answers.getTotalCount() == 0 ? Double.NaN : answers.getValueAtPercentile(99) / 1e6);
    }

    private LongAdder count(Score.Ending ending) {
        LongAdder count = endings.get(ending);
        if (count == null) {
            throw new AssertionError(ending);
        }
        return count;
    }

    private static double perSecond(long count, double seconds) {
        return seconds == 0 ? 0 : count / seconds;
    }

    private record Slice(long nanos, long goods, long failures, long refusals, Histogram good) {}

    /**
     * What is shown.
     *
     * @param good good answers per second
     * @param failed failed calls per second
     * @param refused refused calls per second
     * @param p99Millis of the good answers; NaN if there are none
     */
    record View(double good, double failed, double refused, double p99Millis) {

        /** The share of good answers among the calls that ended, in percent; NaN if none ended. */
        double successPercent() {
            return 100 * good / (good + failed + refused);
        }
    }
}
