package io.seakeep.scenarios.limits;

import com.netflix.concurrency.limits.Limit;
import com.netflix.concurrency.limits.Limiter;
import com.netflix.concurrency.limits.limiter.SimpleLimiter;
import io.seakeep.time.TimeSource;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One of concurrency-limits, in its own limiter. An error counts as an answer, as its servlet filter has it for every response that
 * was written; who is turned away, or waits in vain, was dropped.
 */
final class PeerRival implements Rival {

    private final String name;
    private final Limit limit;
    private final Limiter<String> limiter;

    PeerRival(String name, Limit limit, TimeSource time) {
        this.name = name;
        this.limit = limit;
        this.limiter = SimpleLimiter.newBuilder()
                .limit(limit)
                .nanoClock(time::nanoTime)
                .build();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void enter(Consumer<Consumer<Answer>> admitted) {
        Optional<Limiter.Listener> entered = limiter.acquire("request");
        entered.ifPresent(listener -> admitted.accept(answer -> tell(listener, answer)));
    }

    private static void tell(Limiter.Listener listener, Answer answer) {
        if (answer == Answer.GOOD || answer == Answer.ERROR) {
            listener.onSuccess();
        } else {
            listener.onDropped();
        }
    }

    @Override
    public int limit() {
        return limit.getLimit();
    }
}
