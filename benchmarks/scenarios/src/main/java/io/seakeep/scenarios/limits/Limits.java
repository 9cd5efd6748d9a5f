package io.seakeep.scenarios.limits;

import com.netflix.concurrency.limits.limit.Gradient2Limit;
import com.netflix.concurrency.limits.limit.VegasLimit;
import io.seakeep.bulkhead.Bulkhead;
import io.seakeep.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;

/**
 * Compares limits, and prints what came of it. Options: {@code --seed=1}, {@code --seeds=5} for as many from there on, and
 * {@code --service=0.5}, the standard deviation of the logarithm of service times, or {@code --service=exponential}.
 */
public final class Limits {

    private static final int[] FIXED = {3, 5, 7, 10, 15, 20, 25, 30, 40, 50, 60, 80, 120, 200, 400};
    private static final double MEAN_MILLIS = 50;

    private Limits() {}

    /** @param arguments the options */
    public static void main(String[] arguments) {
        long first = 1;
        long count = 1;
        ServiceTime service = service("0.5");
        for (String argument : arguments) {
            String value = argument.substring(argument.indexOf('=') + 1);
            if (argument.startsWith("--seed=")) {
                first = Long.parseLong(value);
            } else if (argument.startsWith("--seeds=")) {
                count = Long.parseLong(value);
            } else if (argument.startsWith("--service=")) {
                service = service(value);
            } else {
                throw new IllegalArgumentException(
                        "must be --seed=<n>, --seeds=<n> or --service=<sigma or exponential>: " + argument);
            }
        }
        for (long seed : LongStream.range(first, first + count).toArray()) {
            System.out.println("seed " + seed);
            for (Shape shape : Shapes.all(service)) {
                System.out.println(table(shape, compare(shape, seed)));
            }
        }
    }

    private static ServiceTime service(String value) {
        return value.equals("exponential")
                ? ServiceTime.exponential(MEAN_MILLIS)
                : ServiceTime.logNormal(MEAN_MILLIS, Double.parseDouble(value));
    }

    /**
     * First the fixed limit with the most good answers, and the one with the most of those that are no slower than Gradient2 at p99; then
     * ours without and with a queue; then the peers, Gradient2 last.
     */
    static List<Score> compare(Shape shape, long seed) {
        List<Score> adaptive = adaptive(seed).parallelStream()
                .map(rival -> new LimitTrial(shape, seed, rival).run())
                .toList();
        double acceptableMillis = adaptive.get(adaptive.size() - 1).p99Millis();
        List<Score> fixed = Arrays.stream(FIXED)
                .parallel()
                .mapToObj(limit -> new LimitTrial(shape, seed, time -> new FixedRival(limit)).run())
                .toList();
        List<Score> scores = new ArrayList<>();
        scores.add(best(fixed, Double.POSITIVE_INFINITY));
        scores.add(best(fixed, acceptableMillis));
        scores.addAll(adaptive);
        return scores;
    }

    private static Score best(List<Score> scores, double acceptableMillis) {
        return scores.stream()
                .filter(score -> score.p99Millis() <= acceptableMillis)
                .max(Comparator.comparingDouble(Score::goodPerSecond))
                .orElseGet(() -> Collections.min(scores, Comparator.comparingDouble(Score::p99Millis)));
    }

    private static List<Function<VirtualTime, Rival>> adaptive(long seed) {
        return List.of(
                time -> new SeakeepRival("seakeep", Bulkhead.adaptive(), time, seed),
                time -> new SeakeepRival(
                        "seakeep, queue", Bulkhead.adaptive().queue(200, Duration.ofMillis(500)), time, seed),
                time -> new PeerRival("vegas", VegasLimit.newDefault(), time),
                time -> new PeerRival("gradient2", Gradient2Limit.newDefault(), time));
    }

    static String table(Shape shape, List<Score> scores) {
        StringBuilder text = new StringBuilder(shape.name());
        for (Score score : scores) {
            text.append('\n').append(score.line(scores.get(0).goodPerSecond()));
        }
        return text.toString();
    }
}
