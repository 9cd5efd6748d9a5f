package io.seakeep.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The contest of Marc Brooker, "Exponential Backoff and Jitter" (AWS Architecture Blog, 2015): a hundred clients each want to
 * update one row, by reading its version and writing if it is still that. Each way of a message takes 10 ms, with a standard
 * deviation of 2. Counted are the writes, and how long it takes until the last client is done.
 */
class JitterTableTest {

    private static final int CLIENTS = 100;
    private static final int TRIALS = 300;
    private static final Duration CAP = Duration.ofSeconds(2);

    // A base of 5 ms that is doubled before the first wait already, which here is a first wait of 10 ms.
    private static final Duration FIRST = Duration.ofMillis(10);

    static Stream<Arguments> table() {
        return Stream.of(
                Arguments.of("none", null, 2_423, 2_041),
                Arguments.of("exponential", Backoff.exponential(FIRST, CAP), 1_871, 64_328),
                Arguments.of("equal jitter", Backoff.equalJitter(FIRST, CAP), 810, 6_769),
                Arguments.of("full jitter", Backoff.fullJitter(FIRST, CAP), 795, 4_690),
                Arguments.of("decorrelated", Backoff.decorrelatedJitter(Duration.ofMillis(5), CAP), 1_005, 4_660));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("table")
    void comesOutAsPublished(String name, @Nullable Backoff backoff, double calls, double millis) {
        SplittableRandom random = new SplittableRandom(2015);
        double totalWrites = 0;
        double totalMillis = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            Contest contest = new Contest(backoff, random.split());
            totalMillis += contest.run();
            totalWrites += contest.writes;
        }
        assertThat(totalWrites / TRIALS).isCloseTo(calls, within(0.05 * calls));
        assertThat(totalMillis / TRIALS).isCloseTo(millis, within(0.05 * millis));
    }

    private static final class Contest {
        private final @Nullable Backoff backoff;
        private final SplittableRandom random;
        private final PriorityQueue<Arrival> queue = new PriorityQueue<>();
        private int version;
        private int writes;

        Contest(@Nullable Backoff backoff, SplittableRandom random) {
            this.backoff = backoff;
            this.random = random;
        }

        double run() {
            for (int i = 0; i < CLIENTS; i++) {
                queue.add(new Arrival(way(), new Client(), Message.READ));
            }
            double now = 0;
            for (Arrival next = queue.poll(); next != null; next = queue.poll()) {
                now = next.millis;
                if (next.message == Message.READ) {
                    next.client.versionRead = version;
                    queue.add(new Arrival(now + way() + way(), next.client, Message.WRITE));
                } else {
                    writes++;
                    if (next.client.versionRead == version) {
                        version++;
                        now += way();
                    } else {
                        queue.add(new Arrival(now + way() + way() + wait(next.client), next.client, Message.READ));
                    }
                }
            }
            return now;
        }

        private double way() {
            return Math.abs(random.nextGaussian(10, 2));
        }

        private double wait(Client client) {
            client.attempts++;
            if (backoff == null) {
                return 0;
            }
            client.waitNanos = backoff.nanosBeforeNext(client.attempts, client.waitNanos, random);
            return client.waitNanos / 1e6;
        }
    }

    private static final class Client {
        int versionRead;
        int attempts;
        long waitNanos;
    }

    private enum Message {
        READ,
        WRITE
    }

    private record Arrival(double millis, Client client, Message message) implements Comparable<Arrival> {
        @Override
        public int compareTo(Arrival other) {
            return Double.compare(millis, other.millis);
        }
    }
}
