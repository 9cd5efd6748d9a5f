package io.seakeep.benchmarks.guard;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What one JVM measured of a comparison.
 *
 * @param nanos for each role, time for one operation, in nanoseconds, round by round
 * @param bytes what one operation of ours allocates. It is the least over the rounds: allocation is exact, and what
 *     comes on top of it in some rounds is the harness's and the JIT's
 */
record ForkResult(Map<Role, Samples> nanos, double bytes) {

    private static final String MARK = "guard:";

    /** The figure; not a number if what it is made from was not measured. */
    double figure(Figure figure) {
        return switch (figure) {
            case RATIO -> ours().over(of(Role.FLOOR)).median();
            case INCREMENTS ->
                ours().minus(of(Role.FLOOR)).over(of(Role.INCREMENT)).median();
            case NANOS_ABOVE -> ours().minus(of(Role.FLOOR)).median();
            case BYTES -> bytes;
        };
    }

    double nanos(Role role) {
        return of(role).median();
    }

    private Samples ours() {
        return of(Role.OURS);
    }

    private Samples of(Role role) {
        Samples samples = nanos.get(role);
        if (samples != null) {
            return samples;
        }
        double[] unknown =
                new double[nanos.values().stream().mapToInt(Samples::size).max().orElse(0)];
        Arrays.fill(unknown, Double.NaN);
        return new Samples(unknown);
    }

    /** Lines for the guard to read from a fork's output. */
    String print() {
        StringBuilder text = new StringBuilder();
        nanos.forEach((role, samples) -> text.append(MARK)
                .append(role)
                .append(' ')
                .append(IntStream.range(0, samples.size())
                        .mapToObj(round -> Double.toString(samples.get(round)))
                        .collect(Collectors.joining(" ")))
                .append('\n'));
        return text.append(MARK).append("BYTES ").append(bytes).append('\n').toString();
    }

    /** Reads what {@link #print} wrote, among other lines. */
    static ForkResult parse(List<String> output) {
        Map<Role, Samples> nanos = new EnumMap<>(Role.class);
        double bytes = Double.NaN;
        for (String line : output) {
            if (line.startsWith(MARK)) {
                String[] words = line.substring(MARK.length()).split(" ");
                double[] values = Arrays.stream(words)
                        .skip(1)
                        .mapToDouble(Double::parseDouble)
                        .toArray();
                if (words[0].equals("BYTES")) {
                    bytes = values[0];
                } else {
                    nanos.put(Role.valueOf(words[0]), new Samples(values));
                }
            }
        }
        return new ForkResult(nanos, bytes);
    }
}
