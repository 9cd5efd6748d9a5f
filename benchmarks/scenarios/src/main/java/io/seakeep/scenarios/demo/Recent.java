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

    private final Recorder answers = new Recorder(2);
    private final Map<Score.Ending, LongAdder> endings = new EnumMap<>(Score.Ending.class);
    private final Deque<Slice> slices = new ArrayDeque<>();

    Recent() {
        for (Score.Ending ending : Score.Ending.values()) {
            endings.put(ending, new LongAdder());
        }
    }

    void ended(Score.Ending ending, long nanos) {
        if (ending == Score.Ending.GOOD || ending == Score.Ending.LATE) {
            answers.recordValue(nanos);
        }
        count(ending).increment();
    }

    /** What became of the calls since the last look, and of those before it that are not too old. */
    View look(long nowNanos) {
        Map<Score.Ending, Long> counts = new EnumMap<>(Score.Ending.class);
        endings.forEach((ending, count) -> counts.put(ending, count.sum()));
        slices.addLast(new Slice(nowNanos, counts, answers.getIntervalHistogram()));
        while (slices.size() > 2 && nowNanos - slices.getFirst().nanos > SPAN_NANOS) {
            slices.removeFirst();
        }
        Slice before = slices.getFirst();
        Histogram recent = new Histogram(2);
        slices.stream().filter(slice -> slice != before).forEach(slice -> recent.add(slice.answers));
        double seconds = (nowNanos - before.nanos) / 1e9;
        Map<Score.Ending, Double> perSecond = new EnumMap<>(Score.Ending.class);
        counts.forEach((ending, count) ->
                perSecond.put(ending, seconds == 0 ? 0 : (count - before.counts.get(ending)) / seconds));
        return new View(perSecond, recent);
    }

    private LongAdder count(Score.Ending ending) {
        LongAdder count = endings.get(ending);
        if (count == null) {
            throw new AssertionError(ending);
        }
        return count;
    }

    private record Slice(long nanos, Map<Score.Ending, Long> counts, Histogram answers) {}

    /**
     * What is shown.
     *
     * @param perSecond how many calls ended in which way
     * @param answers how long the good answers took, the late ones too
     */
    record View(Map<Score.Ending, Double> perSecond, Histogram answers) {

        double rate(Score.Ending ending) {
            return perSecond.get(ending);
        }

        /** The share of answers that were good and in time among the calls that ended, in percent; NaN if none ended. */
        double inTimePercent() {
            double all =
                    perSecond.values().stream().mapToDouble(Double::doubleValue).sum();
            return 100 * rate(Score.Ending.GOOD) / all;
        }

        /** Of the good answers, in milliseconds; NaN if there are none. */
        double millis(double quantile) {
            return answers.getTotalCount() == 0 ? Double.NaN : answers.getValueAtPercentile(100 * quantile) / 1e6;
        }
    }
}
