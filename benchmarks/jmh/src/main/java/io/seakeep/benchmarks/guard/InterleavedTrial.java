package io.seakeep.benchmarks.guard;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Measures its subjects in turn, a short slice each, round after round.
 *
 * <p>A round is short beside what disturbs a machine (another process, a change of its clock), so both sides of a ratio
 * taken within one round are disturbed alike, and the median over many rounds hardly sees the rounds in which they were
 * not. The order moves on from round to round: nobody always comes first.
 */
final class InterleavedTrial implements Trial {

    private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    /** With more threads than processors, a slice has to outlast the turns that the scheduler gives them. */
    private static final int CROWDED_FACTOR = 4;

    private final Map<Role, Supplier<Loop>> subjects = new EnumMap<>(Role.class);

    /** Adds a subject: what makes each thread its loop. */
    InterleavedTrial with(Role role, Supplier<Loop> loops) {
        subjects.put(role, loops);
        return this;
    }

    @Override
    public ForkResult run(int threads, Effort effort) throws InterruptedException, ExecutionException {
        boolean crowded = threads > Runtime.getRuntime().availableProcessors();
        try (Crew crew = new Crew(threads)) {
            return crowded
                    ? run(crew, threads, effort.warmUps() / 2, effort.rounds() / 2, SLICE_NANOS * CROWDED_FACTOR)
                    : run(crew, threads, effort.warmUps(), effort.rounds(), SLICE_NANOS);
        }
    }

    private ForkResult run(Crew crew, int threads, int warmUps, int rounds, long sliceNanos)
            throws InterruptedException, ExecutionException {
        List<Role> roles = List.copyOf(subjects.keySet());
        Map<Role, List<Loop>> loops = new EnumMap<>(Role.class);
        Map<Role, double[]> nanos = new EnumMap<>(Role.class);
        for (Role role : roles) {
            loops.put(role, Stream.generate(subjects.get(role)).limit(threads).toList());
            nanos.put(role, new double[rounds]);
        }
        List<Double> bytes = new ArrayList<>();
        for (int round = -warmUps; round < rounds; round++) {
            for (int turn = 0; turn < roles.size(); turn++) {
                Role role = roles.get(Math.floorMod(round + turn, roles.size()));
                Crew.Slice slice = crew.run(loops.get(role), sliceNanos);
                if (round >= 0) {
                    nanos.get(role)[round] = slice.nanosPerOperation();
                }
                if (round >= 0 && role == Role.OURS) {
                    bytes.add(slice.bytesPerOperation());
                }
            }
        }
        Map<Role, Samples> samples = new EnumMap<>(Role.class);
        nanos.forEach((role, values) -> samples.put(role, new Samples(values)));
        return new ForkResult(samples, new Samples(toArray(bytes)).lowest());
    }

    private static double[] toArray(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
