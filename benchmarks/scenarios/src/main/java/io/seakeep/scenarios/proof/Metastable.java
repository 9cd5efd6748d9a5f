package io.seakeep.scenarios.proof;

import io.seakeep.AttemptBudget;
import io.seakeep.Mode;
import io.seakeep.Policy;
import io.seakeep.breaker.CircuitBreaker;
import io.seakeep.bulkhead.Bulkhead;
import io.seakeep.retry.Backoff;
import io.seakeep.retry.Retry;
import io.seakeep.scenarios.sim.Arrivals;
import io.seakeep.scenarios.sim.Client;
import io.seakeep.scenarios.sim.RetryingClient;
import io.seakeep.scenarios.sim.SeakeepClient;
import io.seakeep.scenarios.sim.Server;
import io.seakeep.scenarios.sim.World;
import io.seakeep.timeout.Timeout;
import java.time.Duration;
import java.util.Locale;

/**
 * A failure that outlives its cause: Bronson, Aghayev, Charapko and Zhu, "Metastable Failures in Distributed Systems" (HotOS 2021). A database
 * does 300 queries a second, callers wait for one second, and it stands still for ten. What has piled up by then is worked on although nobody
 * waits for it any more; and if each that was given up is sent once more, it never catches up. Option: {@code --seed=1}.
 */
public final class Metastable {

    private static final double CAPACITY = 300;
    private static final double TIMEOUT_SECONDS = 1;
    private static final double OUTAGE_AT = 60;
    private static final double OUTAGE_SECONDS = 10;
    private static final double END = 420;
    private static final double LAST_SECONDS = 60;
    static final double[] OFFERED = {140, 150, 260, 280};

    private static final Policy TIMEOUT = Timeout.of(Duration.ofSeconds(1));
    private static final Policy RETRY =
            Retry.of().backoff(Backoff.fullJitter(Duration.ofMillis(10), Duration.ofMillis(100)));

    /** Who calls. */
    enum Caller {
        NO_RETRY("no retry") {
            @Override
            Client in(World world, long seed) {
                return new RetryingClient(world, TIMEOUT_SECONDS, 0, 1);
            }
        },
        BUDGET("one retry, 10 % budget") {
            @Override
            Client in(World world, long seed) {
                return new RetryingClient(world, TIMEOUT_SECONDS, 1, 0.1);
            }
        },
        ONE_RETRY("one retry") {
            @Override
            Client in(World world, long seed) {
                return new RetryingClient(world, TIMEOUT_SECONDS, 1, 1);
            }
        },
        SEAKEEP("Seakeep") {
            @Override
            Client in(World world, long seed) {
                return new SeakeepClient(
                        world, seed, builder -> builder.with(TIMEOUT).with(RETRY));
            }
        },
        /** The same, with all of it taken out that keeps an outage from outliving its cause: what the scenario is about. */
        BROKEN("Seakeep, broken") {
            @Override
            Client in(World world, long seed) {
                return new SeakeepClient(
                        world,
                        seed,
                        builder -> builder.with(TIMEOUT)
                                .with(RETRY)
                                .with(CircuitBreaker.of().off())
                                .with(Bulkhead.fixed(100).mode(Mode.OFF))
                                .budget(AttemptBudget.windowed(1).floorPerSecond(1_000)));
            }
        };

        private final String words;

        Caller(String words) {
            this.words = words;
        }

        abstract Client in(World world, long seed);
    }

    private Metastable() {}

    /** @param arguments the options */
    public static void main(String[] arguments) {
        long seed = 1;
        for (String argument : arguments) {
            if (!argument.startsWith("--seed=")) {
                throw new IllegalArgumentException("must be --seed=<n>: " + argument);
            }
            seed = Long.parseLong(argument.substring("--seed=".length()));
        }
        System.out.print(table(seed));
    }

    static String table(long seed) {
        StringBuilder text = new StringBuilder(
                String.format(Locale.ROOT, "Goodput of the last 60 s, seed %d%n%-12s", seed, "offered QPS"));
        for (Caller caller : Caller.values()) {
            text.append(String.format("%24s", caller.words));
        }
        for (double offered : OFFERED) {
            text.append(String.format(Locale.ROOT, "%n%-12.0f", offered));
            for (Caller caller : Caller.values()) {
                text.append(String.format(Locale.ROOT, "%22.1f %%", 100 * goodput(caller, offered, seed)));
            }
        }
        return text.append(System.lineSeparator()).toString();
    }

    /** The share of the calls of the last minute that were answered in time. */
    static double goodput(Caller caller, double offered, long seed) {
        World world = new World(seed);
        Server database = new Server(world, 1, random -> 1 / CAPACITY);
        Client client = caller.in(world, seed);
        long[] called = new long[1];
        long[] answered = new long[1];
        Arrivals.steady(world, offered, () -> {
            boolean counts = world.now() >= END - LAST_SECONDS && world.now() < END;
            called[0] += counts ? 1 : 0;
            client.call(database::request).thenRun(() -> answered[0] += counts ? 1 : 0);
        });
        world.at(OUTAGE_AT, database::stop);
        world.at(OUTAGE_AT + OUTAGE_SECONDS, database::resume);
        world.runUntil(END + 2 * TIMEOUT_SECONDS);
        return (double) answered[0] / called[0];
    }
}
