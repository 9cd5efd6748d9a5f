package io.seakeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seakeep.time.Deadline;
import io.seakeep.time.TimeSource;
import io.seakeep.time.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestContextTest {

    private final VirtualTime time = new VirtualTime();
    private final Deadline near = Deadline.after(Duration.ofMillis(100), time);
    private final Deadline far = Deadline.after(Duration.ofSeconds(10), time);
    private final RequestContext none = RequestContext.none();

    @AfterEach
    void nothingIsLeftBehind() {
        assertThat(RequestContext.current()).isSameAs(none);
    }

    @Test
    void outsideOfAnyBlockThereIsNothingToKeepTo() {
        assertThat(RequestContext.current()).isSameAs(none);
        assertThat(none.deadline()).isEmpty();
        assertThat(none.isRetry()).isFalse();
    }

    @Test
    void insideABlockItIsWhatWasEntered() {
        RequestContext request = none.withDeadline(near).asRetry();
        try (RequestContext.Scope scope = request.enter()) {
            assertThat(RequestContext.current()).isSameAs(request);
            assertThat(RequestContext.current().deadline()).hasValue(near);
            assertThat(RequestContext.current().isRetry()).isTrue();
        }
    }

    @Test
    void aBlockCanAskForLessThanTheOneAroundIt() {
        try (RequestContext.Scope outer = none.withDeadline(far).enter()) {
            try (RequestContext.Scope inner = none.withDeadline(near).enter()) {
                assertThat(RequestContext.current().deadline()).hasValue(near);
            }
            assertThat(RequestContext.current().deadline()).hasValue(far);
        }
    }

    @Test
    void aBlockCannotAskForMoreThanTheOneAroundIt() {
        RequestContext outer = none.withDeadline(near).asRetry();
        outer.run(() -> none.withDeadline(far).run(() -> {
            assertThat(RequestContext.current()).isEqualTo(outer);
            none.run(() -> assertThat(RequestContext.current()).isEqualTo(outer));
        }));
    }

    @Test
    void whatWasARetryStaysOneInsideAndTheDeadlineStays() {
        none.withDeadline(near).run(() -> {
            none.asRetry()
                    .run(() -> assertThat(RequestContext.current())
                            .isEqualTo(none.withDeadline(near).asRetry()));
            assertThat(RequestContext.current().isRetry()).isFalse();
        });
    }

    @Test
    void deadlinesOfTwoClocksCompareByWhatRemains() {
        VirtualTime other = new VirtualTime(77);
        Deadline there = Deadline.after(Duration.ofSeconds(1), other);
        none.withDeadline(far).run(() -> {
            none.withDeadline(there).run(() -> {
                assertThat(RequestContext.current().deadline()).hasValue(there);
                none.withDeadline(near)
                        .run(() ->
                                assertThat(RequestContext.current().deadline()).hasValue(near));
                assertThat(RequestContext.current().deadline()).hasValue(there);
            });
            assertThat(RequestContext.current().deadline()).hasValue(far);
        });
    }

    @Test
    void anotherThreadIsNotBound() {
        RequestContext seen = none.withDeadline(near)
                .call(() ->
                        CompletableFuture.supplyAsync(RequestContext::current).join());
        assertThat(seen).isSameAs(none);
    }

    @Test
    void theApplicationTakesItToItsOwnThreads() {
        RequestContext request = none.withDeadline(near);
        RequestContext seen = request.call(() -> {
            RequestContext taken = RequestContext.current();
            return CompletableFuture.supplyAsync(() -> taken.call(RequestContext::current))
                    .join();
        });
        assertThat(seen).isEqualTo(request);
    }

    @Test
    void whatTheWorkThrowsComesOutAndTheBlockEnds() {
        RequestContext request = none.withDeadline(near);
        assertThatThrownBy(() -> request.call(() -> {
                    throw new IOException("no");
                }))
                .isExactlyInstanceOf(IOException.class);
        assertThatThrownBy(() -> request.run(() -> {
                    throw new AssertionError("no");
                }))
                .isExactlyInstanceOf(AssertionError.class);
    }

    @Test
    void theOuterBlockEndsTheInnerOnesLeftOpen() {
        RequestContext.Scope outer = none.withDeadline(far).enter();
        RequestContext.Scope forgotten = none.withDeadline(near).enter();
        outer.close();
        assertThat(RequestContext.current()).isSameAs(none);
        none.asRetry().run(() -> {
            forgotten.close();
            outer.close();
            assertThat(RequestContext.current())
                    .as("ended long ago, they change nothing")
                    .isEqualTo(none.asRetry());
        });
    }

    @Test
    void anotherThreadMustNotCloseIt() {
        RequestContext request = none.withDeadline(near);
        try (RequestContext.Scope scope = request.enter()) {
            assertThatThrownBy(() -> CompletableFuture.runAsync(scope::close).join())
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("must be closed by the thread that entered it")
                    .hasMessageContaining(Thread.currentThread().getName());
            assertThat(RequestContext.current()).as("as it was").isSameAs(request);
        }
    }

    @Test
    void isAValueThatCanBeRead() {
        RequestContext request = none.withDeadline(near).asRetry();
        assertThat(request)
                .isEqualTo(none.asRetry().withDeadline(near))
                .hasSameHashCodeAs(none.asRetry().withDeadline(near))
                .isNotEqualTo(none.withDeadline(near))
                .isNotEqualTo(none.withDeadline(far).asRetry())
                .isNotEqualTo("request");
        assertThat(request.asRetry()).isSameAs(request);
        assertThat(request).hasToString("request due in 100 ms, a retry");
        assertThat(none).hasToString("request");
        assertThatThrownBy(() -> none.withDeadline(null)).isInstanceOf(NullPointerException.class);
        assertThat(Deadline.after(Duration.ZERO).timeSource()).isSameAs(TimeSource.system());
    }
}
