package io.seakeep.bulkhead;

import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.CallRejectedException;
import io.seakeep.Dependency;
import io.seakeep.Permit;
import io.seakeep.Seakeep;
import io.seakeep.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A service of 100 threads whose requests need one of two dependencies, as often the one as the other. Then one of them hangs, until
 * each attempt's timeout of ten seconds.
 */
class HungNeighbourTest {

    private static final int THREADS = 100;
    private static final double REQUESTS_PER_SECOND = 1_000;
    private static final Duration SPAN = Duration.ofSeconds(60);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theOtherDependencyDoesNotNotice(long seed) {
        Service before = new Service(seed, Bulkhead.fixed(40), Health.WELL);
        before.run();
        Service during = new Service(seed, Bulkhead.fixed(40), Health.HUNG);
        during.run();

        assertThat(during.successRate()).isGreaterThanOrEqualTo(before.successRate() - 0.01);
        assertThat(during.p99Nanos()).isLessThanOrEqualTo((long) (before.p99Nanos() * 1.1));
    }

    /** What it is all about: the experiment shows harm where there is no bulkhead. */
    @Test
    void withoutABulkheadItDoes() {
        Service during = new Service(1, Bulkhead.fixed(THREADS), Health.HUNG);
        during.run();

        assertThat(during.successRate()).isLessThan(0.1);
    }

    private enum Health {
        WELL,
        HUNG
    }

    /** A simulation in virtual time. */
    private static final class Service {

        private final VirtualTime time = new VirtualTime();
        private final SplittableRandom random;
        private final Dependency healthy;
        private final Dependency neighbour;
        private final Health neighboursHealth;
        private final Deque<Runnable> backlog = new ArrayDeque<>();
        private final List<Long> nanosOfHealthy = new ArrayList<>();
        private int idle = THREADS;
        private int askedHealthy;

        Service(long seed, BulkheadPolicy bulkhead, Health neighboursHealth) {
            this.random = new SplittableRandom(seed);
            this.neighboursHealth = neighboursHealth;
            Seakeep seakeep = Seakeep.builder().time(time).seed(seed).build();
            this.healthy = seakeep.dependency("healthy", builder -> builder.with(bulkhead));
            // Its breaker would soon open; here the bulkhead has to do alone.
            this.neighbour = seakeep.dependency(
                    "neighbour", builder -> builder.withoutStandardPolicies().with(bulkhead));
        }

        void run() {
            long end = time.nanoTime() + SPAN.toNanos();
            while (end - time.nanoTime() > 0) {
                time.advanceNanos((long) (exponential() * 1e9 / REQUESTS_PER_SECOND));
                boolean toHealthy = random.nextBoolean();
                long service = (long) ((0.5 + 0.5 * exponential()) * 20e6);
                askedHealthy += toHealthy ? 1 : 0;
                long arrived = time.nanoTime();
                onThread(() -> request(toHealthy, arrived, service));
            }
        }

        /** A request needs a thread from its start to its end, and waits for one. */
        private void onThread(Runnable request) {
            if (idle == 0) {
                backlog.add(request);
            } else {
                idle--;
                request.run();
            }
        }

        private void threadIsIdle() {
            Runnable next = backlog.poll();
            if (next == null) {
                idle++;
            } else {
                next.run();
            }
        }

        private void request(boolean toHealthy, long arrived, long service) {
            Permit permit;
            try {
                permit = (toHealthy ? healthy : neighbour).acquire();
            } catch (CallRejectedException refused) {
                time.schedule(0, this::threadIsIdle);
                return;
            }
            boolean hangs = !toHealthy && neighboursHealth == Health.HUNG;
            time.schedule(hangs ? Duration.ofSeconds(10).toNanos() : service, () -> {
                permit.succeed("ok");
                if (toHealthy) {
                    nanosOfHealthy.add(time.nanoTime() - arrived);
                }
                threadIsIdle();
            });
        }

        /** Of those who wanted the healthy one, who were served within a second. */
        double successRate() {
            long good = nanosOfHealthy.stream().filter(nanos -> nanos < 1e9).count();
            return (double) good / askedHealthy;
        }

        long p99Nanos() {
            Collections.sort(nanosOfHealthy);
            return nanosOfHealthy.get(nanosOfHealthy.size() * 99 / 100);
        }

        private double exponential() {
            return -Math.log(1 - random.nextDouble());
        }
    }
}
