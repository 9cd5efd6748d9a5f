package io.seakeep.benchmarks.guard;

import io.seakeep.Dependency;
import io.seakeep.Seakeep;
import io.seakeep.benchmarks.Durations;
import io.seakeep.time.VirtualTime;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;

/**
 * The heap that one of 10,000 dependencies takes: what is in use after a collection, less what was before they were made.
 * They run in virtual time, so that they can be called and be idle again.
 */
final class FootprintTrial implements Trial {

    private static final int DEPENDENCIES = 10_000;
    private static final Duration LONG_AFTER = Duration.ofMinutes(1);

    private final int calls;

    /** @param calls how many calls each gets before it goes idle, with latencies as {@link Durations} has them */
    FootprintTrial(int calls) {
        this.calls = calls;
    }

    @Override
    public ForkResult run(int threads, Effort effort) {
        VirtualTime time = new VirtualTime();
        Seakeep seakeep = Seakeep.builder().time(time).build();
        use(time, seakeep.dependency("the-first-loads-the-classes"));

        long before = usedBytes();
        for (int i = 0; i < DEPENDENCIES; i++) {
            use(time, seakeep.dependency("dependency-" + i));
        }
        time.advance(LONG_AFTER);
        long after = usedBytes();

        if (seakeep.dependencies().size() != DEPENDENCIES + 1) {
            throw new AssertionError("not all dependencies are there any more");
        }
        return new ForkResult(Map.of(), (double) (after - before) / DEPENDENCIES);
    }

    private void use(VirtualTime time, Dependency dependency) {
        Durations durations = new Durations();
        for (int i = 0; i < calls; i++) {
            dependency.run(attempt -> time.advanceNanos(durations.next()));
        }
    }

    private static long usedBytes() {
        System.gc();
        System.gc(); // what the first one only found to be unreachable through a reference
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
