package io.seakeep.hedging;

import io.seakeep.AttemptBudget;
import io.seakeep.Dependency;
import io.seakeep.Policy;
import io.seakeep.Seakeep;
import io.seakeep.time.TimerHandle;
import io.seakeep.time.VirtualTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToDoubleFunction;

/** Calls that arrive by chance at a dependency whose attempts take as long as a distribution says. */
final class Simulation {

    static final double SECOND = 1e9;

    final VirtualTime time = new VirtualTime();
    final Dependency dependency;
    final Hedge hedge;

    private final SplittableRandom random;
    private double callsPerSecond;
    private final ToDoubleFunction<SplittableRandom> latencyMillis;
    private double timesSlower = 1;
    private long[] taken = new long[1024];
    private int calls;
    private long begun;
    private long attempts;

    /** When hedges were sent, and when first attempts succeeded. */
    final List<Long> hedgesNanos = new ArrayList<>();

    final List<Long> firstSuccessesNanos = new ArrayList<>();

    Simulation(long seed, double callsPerSecond, ToDoubleFunction<SplittableRandom> latencyMillis, Policy... policies) {
        this.random = new SplittableRandom(seed);
        this.callsPerSecond = callsPerSecond;
        this.latencyMillis = latencyMillis;
        this.dependency = Seakeep.builder().time(time).seed(seed).build().dependency("d", builder -> {
            builder.withoutStandardPolicies().budget(AttemptBudget.concurrent(1).atLeast(1_000));
            for (Policy policy : policies) {
                builder.with(policy);
            }
        });
        this.hedge = dependency.policy(Hedge.class);
    }

    void callsPerSecond(double rate) {
        callsPerSecond = rate;
    }

    void timesSlower(double times) {
        timesSlower = times;
    }

    /** Lets calls come in for so long, and forgets what those took that came in before. */
    Simulation run(double seconds) {
        calls = 0;
        begun = 0;
        attempts = 0;
        long end = time.nanoTime() + (long) (seconds * SECOND);
        long next = time.nanoTime();
        while (next - end < 0) {
            time.advanceNanos(next - time.nanoTime());
            call();
            next += (long) (-Math.log(1 - random.nextDouble()) / callsPerSecond * SECOND);
        }
        time.advanceNanos(Math.max(0, end - time.nanoTime()));
        return this;
    }

    private void call() {
        long began = time.nanoTime();
        begun++;
        dependency
                .idempotent()
                .callAsync(attempt -> attempt(new Answer(), attempt.isHedge()))
                .thenRun(() -> took(time.nanoTime() - began));
    }

    private CompletableFuture<String> attempt(Answer answer, boolean isHedge) {
        attempts++;
        if (isHedge) {
            hedgesNanos.add(time.nanoTime());
        } else {
            answer.thenRun(() -> firstSuccessesNanos.add(time.nanoTime()));
        }
        double millis = timesSlower * latencyMillis.applyAsDouble(random);
        answer.timer = time.schedule((long) (millis * 1e6), () -> time.execute(() -> answer.complete("answer")));
        return answer;
    }

    private void took(long nanos) {
        if (calls == taken.length) {
            taken = Arrays.copyOf(taken, 2 * calls);
        }
        taken[calls++] = nanos;
    }

    /** What so many of the calls took longer than. */
    double quantileMillis(double quantile) {
        long[] sorted = Arrays.copyOf(taken, calls);
        Arrays.sort(sorted);
        return sorted[(int) Math.min(calls - 1, Math.floor(quantile * calls))] / 1e6;
    }

    int calls() {
        return calls;
    }

    /** The share of attempts beyond one for each call. */
    double extra() {
        return (double) (attempts - begun) / begun;
    }

    private static final class Answer extends CompletableFuture<String> {
        private TimerHandle timer;

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            timer.cancel();
            return super.cancel(mayInterruptIfRunning);
        }
    }
}
