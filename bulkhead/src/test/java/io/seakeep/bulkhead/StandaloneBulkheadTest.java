package io.seakeep.bulkhead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seakeep.CallRejectedException;
import io.seakeep.Mode;
import io.seakeep.Permit;
import io.seakeep.Seakeep;
import io.seakeep.time.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A bulkhead that stands alone, and the one that stands in every pipeline. */
class StandaloneBulkheadTest {

    private final VirtualTime time = new VirtualTime();

    @Test
    void letsSoManyInAndTheNextWait() {
        try (StandaloneBulkhead alone =
                Bulkhead.fixed(1).queue(5, Duration.ofMillis(50)).standalone("rendering", time)) {
            Permit inside = alone.acquire();
            CompletableFuture<Permit> next = alone.acquireAsync();
            assertThatThrownBy(alone::acquire)
                    .isInstanceOf(CallRejectedException.class)
                    .hasMessageStartingWith("call to rendering refused by bulkhead");
            inside.close();
            assertThat(alone.bulkhead().inside()).isZero();
            assertThat(next).isCompletedExceptionally(); // its time was over too
            assertThat(alone.<String, RuntimeException>call(attempt -> "ok")).isEqualTo("ok");
        }
    }

    @Test
    void doesNothingElse() {
        try (StandaloneBulkhead alone = Bulkhead.fixed(1).standalone("rendering", time)) {
            for (int i = 0; i < 50; i++) {
                assertThatThrownBy(() -> alone.call(attempt -> {
                            throw new IOException("each time");
                        }))
                        .isInstanceOf(IOException.class)
                        .hasMessage("each time");
            }
        }
    }

    @Test
    void mustNotBeOff() {
        assertThatThrownBy(() -> Bulkhead.fixed(1).mode(Mode.OFF).standalone("rendering", time))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a bulkhead that stands alone must not be off: rendering");
    }

    @Test
    void theStandardPipelineCountsWhatItWouldRefuse() {
        try (Seakeep seakeep = Seakeep.builder().time(time).build()) {
            assertThat(seakeep.dependency("any").describe())
                    .contains("bulkhead   observe   100 attempts at once, nobody waits");
        }
    }
}
