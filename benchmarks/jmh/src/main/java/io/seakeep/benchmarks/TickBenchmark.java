package io.seakeep.benchmarks;

import io.seakeep.Dependency;
import io.seakeep.Permit;
import io.seakeep.Seakeep;
import io.seakeep.time.VirtualTime;
import io.seakeep.timeout.AdaptiveTimeout;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * A tick of a dependency that is in use: its tracker and its breaker. In virtual time, where the tick runs on the thread
 * that moves the clock. Every 250 ms each of 64 dependencies, more than the nearest cache holds, ends 16 attempts that took
 * 1 to 24 ms. What the attempts cost is told apart by {@link #attemptsAlone}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TickBenchmark {

    /** How many dependencies tick at once. */
    public static final int DEPENDENCIES = 64;

    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final int[] ATTEMPT_MILLIS = {1, 2, 3, 4, 4, 5, 5, 6, 6, 7, 8, 10, 12, 15, 18, 24};

    private final Service ticking = new Service(builder -> {});
    private final Service timed = new Service(builder -> builder.with(AdaptiveTimeout.falseTimeoutRate(0.001)));
    private final Service standing = new Service(builder -> {});

    /** Sets it up. */
    public TickBenchmark() {
        standing.seakeep.close();
    }

    /** Attempts, and the tick after them. */
    @Benchmark
    @OperationsPerInvocation(DEPENDENCIES)
    public void attemptsAndTick() {
        ticking.quarterOfASecond();
    }

    /** The same, where an adaptive timeout thinks as well. */
    @Benchmark
    @OperationsPerInvocation(DEPENDENCIES)
    public void attemptsAndTickWithTimeout() {
        timed.quarterOfASecond();
    }

    /** The same attempts in a service that does not tick any more. */
    @Benchmark
    @OperationsPerInvocation(DEPENDENCIES)
    public void attemptsAlone() {
        standing.quarterOfASecond();
    }

    private static final class Service {

        private final VirtualTime time = new VirtualTime();
        private final Seakeep seakeep = Seakeep.builder().time(time).build();
        private final Dependency[] dependencies = new Dependency[DEPENDENCIES];
        private final Permit[] permits = new Permit[DEPENDENCIES];

        Service(Consumer<Dependency.Builder> pipeline) {
            for (int i = 0; i < DEPENDENCIES; i++) {
                dependencies[i] = seakeep.dependency("tick-" + i, pipeline);
            }
        }

        void quarterOfASecond() {
            long passedNanos = 0;
            for (int millis : ATTEMPT_MILLIS) {
                long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
                for (int i = 0; i < DEPENDENCIES; i++) {
                    permits[i] = dependencies[i].acquire();
                }
                time.advanceNanos(nanos);
                for (int i = 0; i < DEPENDENCIES; i++) {
                    permits[i].succeed("answer");
                }
                passedNanos += nanos;
            }
            time.advanceNanos(TICK_NANOS - passedNanos);
        }
    }
}
