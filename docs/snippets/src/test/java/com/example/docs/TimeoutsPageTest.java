package com.example.docs;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.Dependency;
import io.seakeep.Seakeep;
import io.seakeep.bulkhead.Bulkhead;
import io.seakeep.time.VirtualTime;
import io.seakeep.timeout.AdaptiveTimeout;
import io.seakeep.timeout.Timeout;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The code of docs/timeouts.md. */
class TimeoutsPageTest {

    private final VirtualTime time = new VirtualTime();
    private final Seakeep seakeep = Seakeep.builder().time(time).seed(1).build();
    private final Client client = new Client();

    private static final class Client {
        private Duration timeout = Duration.ZERO;

        Client timeout(Duration newTimeout) {
            timeout = newTimeout;
            return this;
        }

        String get(String query) {
            return "found " + query + " within " + timeout;
        }
    }

    @Test
    void followsWhatIsObserved() {
        String query = "sails";

        Dependency search = seakeep.dependency(
                "search",
                d -> d.with(AdaptiveTimeout.falseTimeoutRate(0.001)
                        .between(ofMillis(20), ofSeconds(2))
                        .initial(ofSeconds(1))));

        search.call(attempt -> client.timeout(attempt.remaining()).get(query)); // the client keeps to it

        assertThat(client.timeout).isEqualTo(ofSeconds(1));
        assertThat(search.policy(AdaptiveTimeout.class).derived()).isEqualTo(ofSeconds(1));
    }

    @Test
    void isFixedAndOnThreadsOfItsOwn() {
        Dependency legacy = seakeep.dependency(
                "legacy",
                d -> d.with(Timeout.of(ofSeconds(1)).isolated())
                        .with(Bulkhead.fixed(20).isolate()));

        assertThat(legacy.describe())
                .contains("1 s, ends asynchronous attempts, abandons synchronous ones on threads of their own");
    }

    @Test
    void isTenSecondsWithoutAPolicyAndEndsNothing() {
        Dependency search = seakeep.dependency("search");

        Duration told = search.call(attempt -> attempt.remaining());

        assertThat(told).isEqualTo(ofSeconds(10));
        assertThat(search.describe()).contains("timeout    advisory  10 s, handed out by attempt.remaining()");
    }
}
