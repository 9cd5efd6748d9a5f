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
            case RATIO -> nanos(Role.OURS) / nanos(Role.FLOOR);
            case INCREMENTS -> nanosAboveFloor() / nanos(Role.INCREMENT);
            case NANOS_ABOVE -> nanosAboveFloor();
            case BYTES -> bytes;
        };
    }

    /**
     * What one operation takes in that role when nothing else takes time from it: the lower decile of the rounds. What
     * disturbs a round (another process, another virtual machine) adds to it, often to one role more than to another, and
     * in the middle of the rounds that shows. Code that has become slower is slower in every round, the quietest included.
     *
     * <p>Not the lowest: one round in which threads happened not to run at the same time would decide.
     *
     * <p>Two things it does not do. It does not see what is slow only now and then: the median hid that in up to half of
     * the rounds, this hides it in up to nine of ten. And it needs a tenth of the rounds to be quiet: on a machine that is
     * busy throughout, with as many threads as processors, it scatters more than the median would.
     */
    double nanos(Role role) {
        Samples rounds = nanos.get(role);
        return rounds == null ? Double.NaN : rounds.lowerDecile();
    }

    private double nanosAboveFloor() {
        return nanos(Role.OURS) - nanos(Role.FLOOR);
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
