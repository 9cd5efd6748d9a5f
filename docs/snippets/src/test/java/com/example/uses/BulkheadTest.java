package com.example.uses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seakeep.CallRejectedException;
import io.seakeep.Dependency;
import io.seakeep.Permit;
import io.seakeep.Priority;
import io.seakeep.RequestContext;
import io.seakeep.RequestHeader;
import io.seakeep.Seakeep;
import io.seakeep.bulkhead.Bulkhead;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** So many at once, and no more: per dependency, found by itself, with threads of its own, and who goes first when it is full. */
@Timeout(20)
class BulkheadTest {

    private final Seakeep seakeep = Seakeep.create();

    /** A driver that blocks and takes no notice of an interrupt. */
    interface Driver {
        String report(String name) throws Exception;
    }

    @Test
    void aDriverThatHangsCostsItsOwnThreadsOnly() throws Exception {
        CountDownLatch hang = new CountDownLatch(1);
        Driver driver = name -> {
            while (hang.getCount() > 0) {
                Thread.onSpinWait(); // not even an interrupt ends it
            }
            return name;
        };
        Dependency reports = seakeep.dependency(
                "reports",
                d -> d.with(Bulkhead.fixed(1).isolate()).with(new AttemptsTakeAtMost(Duration.ofMillis(50))));
        Bulkhead bulkhead = reports.policy(Bulkhead.class);

        assertThatThrownBy(() -> reports.call(attempt -> driver.report("stuck")))
                .hasMessageContaining("reports");
        assertThat(bulkhead.abandonedNow()).isEqualTo(1);
        assertThatThrownBy(() -> reports.call(attempt -> driver.report("next")))
                .isInstanceOf(CallRejectedException.class)
                .hasMessageContaining("bulkhead");

        hang.countDown();
        while (bulkhead.abandonedNow() > 0) {
            Thread.onSpinWait();
        }
        String report = reports.call(attempt -> driver.report("well"));
        assertThat(report).isEqualTo("well");
    }

    @Test
    void aLimitThatFindsItselfBetweenBounds() {
        Dependency search = seakeep.dependency(
                "search", d -> d.with(Bulkhead.adaptive().between(10, 500).queue(50, Duration.ofMillis(100))));

        String found = search.call(attempt -> "found");
        assertThat(found).isEqualTo("found");
        assertThat(search.policy(Bulkhead.class).explain())
                .startsWith("limit 20, adaptive: too little has ended to decide by");
    }

    @Test
    void whoMattersMoreGoesFirst() {
        Dependency carts =
                seakeep.dependency("carts", d -> d.with(Bulkhead.fixed(1).queue(10, Duration.ofSeconds(10))));
        List<String> served = new ArrayList<>();
        Permit busy = carts.acquire();

        CompletableFuture<Void> prefetch = carts.priority(Priority.BACKGROUND)
                .acquireAsync()
                .thenAccept(permit -> end(permit, served, "prefetch"));
        CompletableFuture<Void> checkout = RequestContext.none()
                .withPriority(Priority.CRITICAL)
                .call(() -> carts.acquireAsync().thenAccept(permit -> end(permit, served, "checkout")));
        busy.succeed("done");

        CompletableFuture.allOf(prefetch, checkout).join();
        assertThat(served).containsExactly("checkout", "prefetch");
    }

    /** What a server's filter binds, and what a client's interceptor sends on. */
    @Test
    void userAndPriorityGoFromServiceToService() {
        String incoming = RequestHeader.encode(
                RequestContext.none().withPriority(Priority.HIGH).withCohort("user-4711"));

        String outgoing = seakeep.request(incoming)
                .call(() -> seakeep.dependency("prices")
                        .priority(Priority.LOW)
                        .call(attempt -> RequestHeader.encode(RequestContext.current())));

        assertThat(incoming).matches("priority=high, cohort=\\d+");
        assertThat(outgoing).isEqualTo(incoming.replace("high", "low"));
    }

    private static void end(Permit permit, List<String> served, String name) {
        served.add(name);
        permit.succeed(name);
    }
}
