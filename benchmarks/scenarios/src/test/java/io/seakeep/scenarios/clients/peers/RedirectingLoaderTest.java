package io.seakeep.scenarios.clients.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.scenarios.clients.Terms;
import io.seakeep.scenarios.sim.Client;
import io.seakeep.scenarios.sim.Order;
import io.seakeep.scenarios.sim.World;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Each world has a Failsafe of its own. */
class RedirectingLoaderTest {

    private static final Terms TERMS = Terms.of("database", 1).retries(0);

    @Test
    void itLoadsFailsafeAndWhatSpeaksToIt() {
        Client client = new Failsafe().client(new World(1), TERMS);
        Class<?> futureOfFailsafe =
                client.call(Order.of(outgoing -> new CompletableFuture<>())).getClass();
        assertThat(futureOfFailsafe.getName()).startsWith("dev.failsafe.");
        assertThat(futureOfFailsafe.getClassLoader()).isInstanceOf(RedirectingLoader.class);
        assertThat(client.getClass().getClassLoader()).isSameAs(futureOfFailsafe.getClassLoader());
    }

    @Test
    void oneForAllOfAWorldAndAnotherForAnother() {
        World world = new World(1);
        Class<?> one = new Failsafe().client(world, TERMS).getClass();
        assertThat(new Failsafe().client(world, TERMS).getClass()).isSameAs(one);
        assertThat(new Failsafe().client(new World(1), TERMS).getClass()).isNotSameAs(one);
    }

    @Test
    void theTimeOfOneWorldIsNotThatOfAnother() {
        World slow = new World(1);
        World fast = new World(1);
        List<String> timeouts = new ArrayList<>();
        expectTimeout(slow, () -> timeouts.add("slow"));
        expectTimeout(fast, () -> timeouts.add("fast"));
        slow.runUntil(0.5);
        fast.runUntil(1);
        assertThat(timeouts).containsExactly("fast");
        slow.runUntil(1);
        assertThat(timeouts).containsExactly("fast", "slow");
    }

    private static void expectTimeout(World world, Runnable action) {
        new Failsafe()
                .client(world, TERMS)
                .call(Order.of(outgoing -> new CompletableFuture<>()))
                .whenComplete((answer, failure) -> action.run());
    }
}
