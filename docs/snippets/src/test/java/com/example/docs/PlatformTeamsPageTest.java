package com.example.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.Dependency;
import io.seakeep.Seakeep;
import io.seakeep.breaker.CircuitBreaker;
import io.seakeep.bulkhead.Bulkhead;
import io.seakeep.time.VirtualTime;
import org.junit.jupiter.api.Test;

/** The code of docs/platform-teams.md that is not that of {@code ComposedTest}. */
class PlatformTeamsPageTest {

    private final Seakeep seakeep =
            Seakeep.builder().time(new VirtualTime()).seed(1).build();

    @Test
    void everythingExplainsItself() {
        Dependency inventory = seakeep.dependency("inventory");

        System.out.println(seakeep.describe()); // every pipeline, in order
        System.out.println(inventory.policy(CircuitBreaker.class).explain()); // what it does now, and why
        System.out.println(inventory.policy(Bulkhead.class).explain());

        assertThat(inventory.policy(Bulkhead.class).explain()).endsWith("would have refused 0");
    }
}
