package io.seakeep.scenarios.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.scenarios.clients.SeakeepLibrary;
import io.seakeep.scenarios.clients.Terms;
import io.seakeep.scenarios.sim.Arrivals;
import io.seakeep.scenarios.sim.Client;
import io.seakeep.scenarios.sim.Order;
import io.seakeep.scenarios.sim.Server;
import io.seakeep.scenarios.sim.ServiceTime;
import io.seakeep.scenarios.sim.World;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that stands still for a moment, such as to collect garbage, when timeouts have long come down to 52 ms. */
class StallsTest {

    private static final double CALLS_PER_SECOND = 260;
    private static final double STALLS_AT = 900;
    private static final double END = 960;

    private int failed;

    /** A breaker that took it for an outage would refuse a thousand. */
    @ParameterizedTest
    @CsvSource({"701, 0.1, 0", "702, 0.1, 0", "701, 0.2, 3", "702, 0.2, 3", "701, 0.5, 35", "702, 0.5, 35"})
    void costsAFewCallsAndNoMore(long seed, double seconds, int mayFail) {
        double timeoutMillis = stall(seed, seconds);
        assertThat(failed).as("seed %d", seed).isLessThanOrEqualTo(mayFail);
        assertThat(timeoutMillis).as("seed %d: a minute later", seed).isLessThan(200);
    }

    /** It is open for a second, and the recovery takes no longer than that. */
    @ParameterizedTest
    @ValueSource(longs = {701, 702})
    void oneOfASecondIsOverThreeSecondsLater(long seed) {
        stall(seed, 1);
        assertThat(failed).as("seed %d", seed).isLessThan((int) (4 * CALLS_PER_SECOND));
    }

    @ParameterizedTest
    @ValueSource(longs = {701, 702})
    void oneOfSecondsIsAnOutageAndTheTimeoutIsWhatItWasAfterIt(long seed) {
        double timeoutMillis = stall(seed, 3);
        assertThat(failed).as("seed %d", seed).isGreaterThan(1_000);
        assertThat(timeoutMillis).as("seed %d: a minute later", seed).isBetween(45.0, 65.0);
    }

    @Test
    void noneIsAnythingWhereTheTimeoutIsLonger() {
        assertThat(stall(703, 0.02)).isBetween(45.0, 65.0);
        assertThat(failed).isZero();
    }

    /** Answers the timeout at the end. */
    private double stall(long seed, double seconds) {
        World world = new World(seed);
        Server server = new Server(world, 400, ServiceTime.logNormal(0.02, 0.3));
        Client client = SeakeepLibrary.whole()
                .client(world, Terms.of("inventory", 1).retries(2).concurrency(400));
        Order order = Order.of(outgoing -> server.request());
        Arrivals.steady(world, CALLS_PER_SECOND, () -> {
            double begun = world.now();
            CompletableFuture<String> answer = client.call(order);
            answer.whenComplete((ok, failure) -> {
                if (failure != null && begun > STALLS_AT - 1) {
                    failed++;
                }
            });
        });
        world.at(STALLS_AT, server::stop);
        world.at(STALLS_AT + seconds, server::resume);
        world.runUntil(END);
        return client.gauges().get(Client.Gauge.TIMEOUT).getAsDouble();
    }
}
