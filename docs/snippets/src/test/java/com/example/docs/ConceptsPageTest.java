package com.example.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.Dependency;
import io.seakeep.Seakeep;
import io.seakeep.breaker.CircuitBreaker;
import io.seakeep.latency.QuantileEstimate;
import io.seakeep.time.VirtualTime;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The code of docs/concepts.md, and the pipeline that it shows. */
class ConceptsPageTest {

    private final Seakeep seakeep =
            Seakeep.builder().time(new VirtualTime()).seed(1).build();
    private final Dependency inventory = seakeep.dependency("inventory");

    @Test
    void notKnownYetIsNoZero() {
        QuantileEstimate p99 = inventory.latency().quantile(0.99);
        OptionalLong atMost = p99.upperNanos(); // empty, and not 0
        String why = inventory.policy(CircuitBreaker.class).explain();

        assertThat(atMost).isEmpty();
        assertThat(why).contains("hang (enforce): not known yet, for too few attempts were seen to know the usual p99");
    }

    @Test
    void thePipelineIsAsThePageShowsIt() throws IOException {
        Page page = Page.read(Path.of("..", "concepts.md"));

        assertThat(page.blocks.stream().map(Page.Block::code)).contains(inventory.describe());
    }
}
