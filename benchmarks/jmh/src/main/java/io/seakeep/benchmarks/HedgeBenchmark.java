package io.seakeep.benchmarks;

import io.seakeep.AsyncCode;
import io.seakeep.Dependency;
import io.seakeep.Seakeep;
import io.seakeep.hedging.Hedge;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * An asynchronous call whose hedge would be due after a second, and which is answered before that; beside the two ways in which others
 * race a call against a timer. Those are no more than the race: nobody is let in, timed or recorded.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HedgeBenchmark {

    private static final String ANSWER = "answer";

    private CompletableFuture<String> users = new CompletableFuture<>();
    private final Seakeep seakeep = Seakeep.create();
    private final Dependency hedged = seakeep.dependency(
                    "hedged",
                    builder -> builder.withoutStandardPolicies().with(Hedge.of().after(Duration.ofSeconds(1))))
            .idempotent();
    private final Dependency unhedged = seakeep.dependency("unhedged", Dependency.Builder::withoutStandardPolicies);
    private final AsyncCode<String> code = attempt -> users;
    private final ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1, work -> {
        Thread thread = new Thread(work, "hedges");
        thread.setDaemon(true);
        return thread;
    });

    /** A call that may have a hedge. */
    @Benchmark
    public CompletableFuture<String> seakeep() {
        users = new CompletableFuture<>();
        CompletableFuture<String> answer = hedged.callAsync(code);
        users.complete(ANSWER);
        return answer;
    }

    /** The same call without. */
    @Benchmark
    public CompletableFuture<String> seakeepUnhedged() {
        users = new CompletableFuture<>();
        CompletableFuture<String> answer = unhedged.callAsync(code);
        users.complete(ANSWER);
        return answer;
    }

    /** As in Resilience4j: a chain of stages for each of the two, a pool's timer between them, and whichever is done first. */
    @Benchmark
    public CompletableFuture<Object> raceOfStages() {
        users = new CompletableFuture<>();
        CompletableFuture<String> due = new CompletableFuture<>();
        CompletableFuture<Object> first = users.handle((answer, failure) -> failure == null ? answer : failure);
        CompletableFuture<Object> second =
                due.thenCompose(now -> users).handle((answer, failure) -> failure == null ? answer : failure);
        Future<Boolean> timer = scheduler.schedule(() -> due.complete(null), 1, TimeUnit.SECONDS);
        CompletableFuture<Object> answer = CompletableFuture.anyOf(second, first)
                .thenApply(won -> {
                    timer.cancel(true);
                    second.cancel(false);
                    return won;
                });
        users.complete(ANSWER);
        return answer;
    }

    /** As in Polly: the call against a delay that is a task like it, one of which is called off. */
    @Benchmark
    public CompletableFuture<Object> raceOfTasks() {
        users = new CompletableFuture<>();
        CompletableFuture<Object> first = users.handle((answer, failure) -> failure == null ? answer : failure);
        CompletableFuture<Object> delay = new CompletableFuture<>().completeOnTimeout(null, 1, TimeUnit.SECONDS);
        CompletableFuture<Object> answer = CompletableFuture.anyOf(first, delay).thenApply(won -> {
            delay.cancel(true);
            return won;
        });
        users.complete(ANSWER);
        return answer;
    }
}
