package io.seakeep.scenarios.demo;

import io.seakeep.AttemptRetried;
import io.seakeep.Dependency;
import io.seakeep.Mode;
import io.seakeep.Seakeep;
import io.seakeep.SeakeepEvent;
import io.seakeep.breaker.BreakerTransition;
import io.seakeep.breaker.CircuitBreaker;
import io.seakeep.bulkhead.Bulkhead;
import io.seakeep.deadline.CallDeadline;
import io.seakeep.hedging.Hedge;
import io.seakeep.hedging.HedgeCounts;
import io.seakeep.retry.Retry;
import io.seakeep.timeout.AdaptiveTimeout;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;

/** The same through Seakeep, with all that it has. */
final class SeakeepClient implements Client {

    static final String NAME = "seakeep";
    private static final double NANOS_IN_MILLI = 1e6;
    private static final double HEDGED_SHARE = 0.05;
    private static final double FALSE_TIMEOUT_RATE = 0.01;

    private final Endpoint endpoint;
    private final Diary diary;
    private final LongAdder retries = new LongAdder();
    private final Seakeep seakeep;
    private final Dependency stock;

    SeakeepClient(URI uri, Diary diary) {
        this.endpoint = new Endpoint(NAME, uri);
        this.diary = diary;
        this.seakeep = Seakeep.builder().listener(this::hear).build();
        this.stock = stock(seakeep);
    }

    private static Dependency stock(Seakeep seakeep) {
        return seakeep.dependency(
                        "stock",
                        d -> d.with(CallDeadline.after(Known.PATIENCE))
                                .with(Retry.of().attempts(Known.ATTEMPTS))
                                .with(Hedge.budget(HEDGED_SHARE))
                                .with(CircuitBreaker.of()
                                        .openFor(Known.OPEN_FOR, Known.OPEN_FOR)
                                        .recoverOver(Duration.ofSeconds(2)))
                                .with(Bulkhead.fixed(Known.AT_ONCE))
                                .with(AdaptiveTimeout.falseTimeoutRate(FALSE_TIMEOUT_RATE)
                                        .between(Duration.ofMillis(100), Known.PATIENCE)
                                        .initial(Known.PATIENCE)))
                .idempotent();
    }

    private void hear(SeakeepEvent event) {
        if (event instanceof AttemptRetried) {
            retries.increment();
        } else if (event instanceof BreakerTransition transition && transition.mode() == Mode.ENFORCE) {
            diary.note(NAME, transition.from() + " -> " + transition.to(), transition.reason());
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> describe() {
        return stock.describe().lines().toList();
    }

    @Override
    public CompletableFuture<Integer> ask() {
        return stock.callAsync(attempt -> endpoint.send(attempt.remaining())).thenApply(HttpResponse::statusCode);
    }

    @Override
    public Stance stance() {
        Hedge hedge = stock.policy(Hedge.class);
        HedgeCounts hedges = hedge.counts();
        return new Stance(
                stock.policy(CircuitBreaker.class).state().name(),
                stock.policy(Bulkhead.class).limit(),
                stock.policy(AdaptiveTimeout.class).timeoutNanos() / NANOS_IN_MILLI,
                hedge.delay().map(delay -> delay.toNanos() / NANOS_IN_MILLI).orElse(Double.NaN),
                retries.sum(),
                hedges.sent(),
                hedges.won());
    }

    @Override
    public void close() {
        seakeep.close();
        endpoint.close();
    }
}
