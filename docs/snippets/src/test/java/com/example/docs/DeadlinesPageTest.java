package com.example.docs;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seakeep.CallRejectedException;
import io.seakeep.CallTimeoutException;
import io.seakeep.Dependency;
import io.seakeep.Priority;
import io.seakeep.RequestContext;
import io.seakeep.RequestHeader;
import io.seakeep.Seakeep;
import io.seakeep.deadline.CallDeadline;
import io.seakeep.time.Deadline;
import io.seakeep.time.VirtualTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** The code of docs/deadlines.md. */
class DeadlinesPageTest {

    private final VirtualTime time = new VirtualTime();
    private final Seakeep seakeep = Seakeep.builder().time(time).seed(1).build();

    /** A request, in or out. */
    private record Message(Map<String, String> headers) {
        String header(String name) {
            return headers.get(name);
        }

        void header(String name, String value) {
            headers.put(name, value);
        }
    }

    @Test
    void theNearerOneCountsForAllThatIsCalled() {
        Dependency orders = seakeep.dependency("orders", d -> d.with(CallDeadline.after(ofSeconds(2))));
        Dependency stock = seakeep.dependency("stock", d -> d.with(CallDeadline.after(ofSeconds(5))));

        String left = orders.call(attempt -> {
            time.advance(ofMillis(500));
            return stock.call(inner -> inner.remaining().toString()); // 1.5 s, and not 5
        });

        assertThat(left).isEqualTo("PT1.5S");
    }

    @Test
    void whoeverTheWorkIsForSaysIt() {
        Dependency stock = seakeep.dependency("stock");
        List<String> left = new ArrayList<>();

        RequestContext request = RequestContext.none().withDeadline(Deadline.after(ofSeconds(1), time));
        request.run(() -> left.add(stock.call(attempt -> attempt.remaining().toString())));

        assertThat(left).containsExactly("PT1S");
    }

    @Test
    void itTravelsInAHeader() {
        Message outgoing = new Message(new HashMap<>());
        RequestContext.none()
                .withDeadline(Deadline.after(ofMillis(1_500), time))
                .withPriority(Priority.HIGH)
                .withCohort(17)
                .asRetry()
                .run(() -> send(outgoing));

        assertThat(outgoing.headers())
                .containsExactly(Map.entry("Seakeep-Request", "remaining-ms=1500, retry, priority=high, cohort=17"));
        assertThat(receive(outgoing)).isTrue();
        assertThat(seakeep.ignoredHeaders()).isZero();
    }

    private void send(Message outgoing) {
        String value = RequestHeader.encode(RequestContext.current());
        if (!value.isEmpty()) {
            outgoing.header(RequestHeader.NAME, value);
        }
    }

    private boolean receive(Message incoming) {
        return seakeep.request(incoming.header(RequestHeader.NAME)).call(() -> handle(incoming));
    }

    private boolean handle(Message incoming) {
        return RequestContext.current().isRetry();
    }

    @Test
    void anAsynchronousCallEndsAtItsTime() {
        Dependency orders = seakeep.dependency("orders", d -> d.with(CallDeadline.after(ofSeconds(2))));
        CompletableFuture<String> never = new CompletableFuture<>();

        CompletableFuture<String> order = orders.callAsync(attempt -> never);
        time.advance(ofSeconds(2));

        assertThatThrownBy(order::join)
                .hasRootCauseInstanceOf(CallTimeoutException.class)
                .hasRootCauseMessage("call to orders ended by its deadline of 2 s; setting: deadline.limit");
        assertThat(never).isCancelled();
    }

    @Test
    void whatCannotBeInTimeIsRefused() {
        Dependency orders = seakeep.dependency("orders");
        RequestContext late = RequestContext.none().withDeadline(Deadline.after(ofMillis(0), time));

        assertThatThrownBy(() -> late.run(() -> orders.run(attempt -> {})))
                .isInstanceOf(CallRejectedException.class)
                .hasMessage("call to orders refused by deadline: the deadline has passed; setting: deadline.limit");
    }

    @Test
    void toOtherThreadsTheApplicationTakesIt() {
        List<RequestContext> seen = new ArrayList<>();
        Executor executor = Runnable::run;
        Runnable work = () -> seen.add(RequestContext.current());
        RequestContext bound = RequestContext.none().withPriority(Priority.LOW);

        bound.run(() -> {
            RequestContext request = RequestContext.current();
            executor.execute(() -> request.run(work));
        });

        assertThat(seen).containsExactly(bound);
    }
}
