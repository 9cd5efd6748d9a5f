package io.seakeep.bulkhead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seakeep.CallRejectedException;
import io.seakeep.Dependency;
import io.seakeep.IllegalConfigurationException;
import io.seakeep.Mode;
import io.seakeep.Permit;
import io.seakeep.Policy;
import io.seakeep.Seakeep;
import io.seakeep.time.VirtualTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** {@link Bulkhead#adaptive()} in a pipeline. */
class AdaptiveBulkheadTest {

    private final VirtualTime time = new VirtualTime();

    @Test
    void beginsWhereItWasTold() {
        assertThat(bulkhead(Bulkhead.adaptive()).limit()).isEqualTo(20);
        assertThat(bulkhead(Bulkhead.adaptive().between(30, 40)).limit()).isEqualTo(30);
        assertThat(bulkhead(Bulkhead.adaptive().between(1, 10)).limit()).isEqualTo(10);
        assertThat(bulkhead(Bulkhead.adaptive().between(1, 10).initial(3)).limit())
                .isEqualTo(3);
    }

    @Test
    void namesEveryWrongValue() {
        assertThatThrownBy(
                        () -> bulkhead(Bulkhead.adaptive().between(0, 200_000).initial(300_000)))
                .isInstanceOf(IllegalConfigurationException.class)
                .hasMessageContaining("bulkhead.lowest")
                .hasMessageContaining("bulkhead.highest")
                .hasMessageContaining("bulkhead.initial");
    }

    @Test
    void growsUnderLoadAndSaysWhy() {
        Dependency dependency = dependency(Bulkhead.adaptive());
        Bulkhead bulkhead = dependency.policy(Bulkhead.class);
        load(dependency, 100);
        assertThat(bulkhead.limit()).isGreaterThan(80);
        assertThat(bulkhead.explain())
                .matches("limit \\d+, adaptive: stays, since nobody was kept out; \\d+ inside; refused: \\d+ at once");
    }

    @Test
    void growsAlsoWhereAttemptsWaitInsteadOfBeingRefused() {
        Dependency dependency = dependency(Bulkhead.adaptive().queue(1_000, Duration.ofMillis(100)));
        load(dependency, 100);
        assertThat(dependency.policy(Bulkhead.class).limit()).isGreaterThan(80);
    }

    @Test
    void findsItsLimitWhileItOnlyObserves() {
        Dependency dependency = dependency(Bulkhead.adaptive().mode(Mode.OBSERVE));
        Bulkhead bulkhead = dependency.policy(Bulkhead.class);
        load(dependency, 100);
        assertThat(bulkhead.limit()).isBetween(60, 400);
        assertThat(bulkhead.wouldHaveRefused()).isPositive();
        assertThat(bulkhead.refused()).isZero();
    }

    @Test
    void isNotToBeResizedByHand() {
        assertThatThrownBy(() -> bulkhead(Bulkhead.adaptive()).resize(5))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("between(lowest, highest)");
    }

    /** Attempts that take 50 ms, so many offered at once, for a minute. */
    private void load(Dependency dependency, int atOnce) {
        for (int i = 0; i < 60_000 / 10; i++) {
            for (int j = 0; j < atOnce / 5; j++) {
                dependency
                        .acquireAsync()
                        .thenAccept(permit -> time.schedule(50_000_000L, () -> end(permit)))
                        .exceptionally(refused -> {
                            assertThat(refused).hasRootCauseInstanceOf(CallRejectedException.class);
                            return null;
                        });
            }
            time.advance(Duration.ofMillis(10));
        }
    }

    private static void end(Permit permit) {
        permit.succeed("good");
    }

    private Bulkhead bulkhead(Policy policy) {
        return dependency(policy).policy(Bulkhead.class);
    }

    private Dependency dependency(Policy policy) {
        return Seakeep.builder()
                .time(time)
                .build()
                .dependency(
                        "search", builder -> builder.withoutStandardPolicies().with(policy));
    }
}
