package com.example.docs;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.Dependency;
import io.seakeep.Seakeep;
import io.seakeep.hedging.Hedge;
import io.seakeep.time.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The code of docs/hedging.md. */
class HedgingPageTest {

    private final VirtualTime time = new VirtualTime();
    private final Seakeep seakeep = Seakeep.builder().time(time).seed(1).build();
    private final List<String> replicas = List.of("a", "b");
    private final List<String> asked = new ArrayList<>();
    private final Client client = new Client();
    private final Blocking blocking = new Blocking();

    private final class Client {
        CompletableFuture<String> get(String replica) {
            asked.add(replica);
            return CompletableFuture.completedFuture(replica);
        }
    }

    private final class Blocking {
        String get(String replica) {
            asked.add(replica);
            return replica;
        }
    }

    @Test
    void isWithinABudget() {
        Dependency catalog =
                seakeep.dependency("catalog", d -> d.with(Hedge.budget(0.02))); // 2 % more requests at most

        catalog.idempotent().callAsync(attempt -> client.get(attempt.pick(replicas))); // a hedge goes to another one
        catalog.idempotent().call(attempt -> blocking.get(attempt.pick(replicas))); // attempts run on other threads

        assertThat(asked).containsExactly("a", "a");
        assertThat(catalog.describe())
                .contains("2 % hedges, after the delay that gains most of p99, idempotent calls only");
    }

    @Test
    void isSentWhenTheFirstIsLate() {
        Dependency catalog =
                seakeep.dependency("catalog", d -> d.with(Hedge.budget(0.05).after(ofMillis(20))));
        for (int i = 0; i < 30; i++) {
            catalog.call(attempt -> "calls that succeed are what hedges are paid with");
        }
        time.advance(ofMillis(250));
        CompletableFuture<String> late = new CompletableFuture<>();

        CompletableFuture<String> page = catalog.idempotent().callAsync(attempt -> {
            String replica = attempt.pick(replicas);
            return attempt.isHedge() ? client.get(replica) : late;
        });
        time.advance(ofMillis(20));

        assertThat(page).isCompletedWithValue("b");
        assertThat(late).isCancelled();
        assertThat(catalog.policy(Hedge.class).counts().won()).isOne();
    }

    @Test
    void thereAreNoneUnlessAskedFor() {
        assertThat(seakeep.dependency("catalog").describe()).doesNotContain("hedge");
    }
}
