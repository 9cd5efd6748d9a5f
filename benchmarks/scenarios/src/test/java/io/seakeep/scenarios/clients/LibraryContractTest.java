package io.seakeep.scenarios.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.scenarios.proof.Role;
import io.seakeep.scenarios.sim.Arrivals;
import io.seakeep.scenarios.sim.Client;
import io.seakeep.scenarios.sim.Order;
import io.seakeep.scenarios.sim.Server;
import io.seakeep.scenarios.sim.ServerFault;
import io.seakeep.scenarios.sim.ServiceTime;
import io.seakeep.scenarios.sim.World;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every library keeps to, so that a scenario says something of it. */
class LibraryContractTest {

    private static final Terms TERMS = Terms.of("database", 0.5);

    @ParameterizedTest
    @EnumSource(Role.class)
    void anAnswerIsHandedOn(Role role) {
        World world = new World(1);
        Client client = role.library().client(world, TERMS.concurrency(10));
        Order order = Order.of(outgoing -> answerAfter(world, 0.25));
        List<String> ends = new ArrayList<>();
        client.call(order).thenAccept(answer -> ends.add(answer + " at " + world.now()));
        client.call(order.key("eu")).thenAccept(answer -> ends.add(answer + " at " + world.now()));
        world.runUntil(1);
        assertThat(ends).containsExactly("answer at 0.25", "answer at 0.25");
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void aFailureOfTheServerIsSeenAsItIs(Role role) {
        World world = new World(1);
        Client client = role.library().client(world, TERMS.retries(0).concurrency(10));
        List<Throwable> failures = new ArrayList<>();
        client.call(Order.of(outgoing -> CompletableFuture.failedFuture(ServerFault.REFUSED)))
                .whenComplete((answer, failure) -> failures.add(failure));
        world.runUntil(1);
        assertThat(failures).containsExactly(ServerFault.REFUSED);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void theSameSeedGivesTheSameAndAnotherAnother(Role role) {
        assertThat(new Trial(role, 1).log).hasSizeGreaterThan(1_000).isEqualTo(new Trial(role, 1).log);
        assertThat(new Trial(role, 1).log).isNotEqualTo(new Trial(role, 2).log);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void everythingHappensOnTheThreadOfTheWorldAndNoneIsStarted(Role role) {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        Trial trial = new Trial(role, 1);
        Set<Thread> started = new HashSet<>(Thread.getAllStackTraces().keySet());
        started.removeAll(before);
        assertThat(started).isEmpty();
        assertThat(trial.threads).containsExactly(Thread.currentThread());
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void aBreakerThatIsShownIsClosedAtFirst(Role role) {
        Client client = role.library().client(new World(1), TERMS.concurrency(10));
        client.gauges()
                .forEach((gauge, reading) -> assertThat(reading.getAsDouble())
                        .as(gauge.name())
                        .satisfiesAnyOf(
                                value -> assertThat(value).isNaN(),
                                value -> assertThat(gauge == Client.Gauge.BREAKER ? value == 1 : value > 0)
                                        .isTrue()));
    }

    private static CompletableFuture<String> answerAfter(World world, double seconds) {
        CompletableFuture<String> answer = new CompletableFuture<>();
        world.after(seconds, () -> answer.complete("answer"));
        return answer;
    }

    /** A server that stands still for a while. */
    private static final class Trial {

        private final List<String> log = new ArrayList<>();
        private final Set<Thread> threads = new HashSet<>();

        Trial(Role role, long seed) {
            World world = new World(seed);
            Server server = new Server(world, 5, ServiceTime.exponential(0.02));
            Client client = role.library().client(world, TERMS);
            Order order = Order.of(outgoing -> {
                note(world, "sent");
                return server.request();
            });
            Arrivals.steady(
                    world,
                    50,
                    () -> client.call(order)
                            .whenComplete((answer, failure) -> note(
                                    world,
                                    failure == null
                                            ? answer
                                            : failure.getClass().getSimpleName())));
            world.at(5, server::stop);
            world.at(8, server::resume);
            world.runUntil(80);
        }

        private void note(World world, String what) {
            threads.add(Thread.currentThread());
            log.add(world.time().nanoTime() + " " + what);
        }
    }
}
