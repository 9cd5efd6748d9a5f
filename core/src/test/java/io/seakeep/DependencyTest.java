package io.seakeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DependencyTest {

    private final Fixture fixture = new Fixture();

    @Test
    void theSameNameIsTheSameDependency() {
        assertThat(fixture.seakeep.dependency("inventory")).isSameAs(fixture.seakeep.dependency("inventory"));
        assertThatThrownBy(() -> fixture.seakeep.dependency("inventory", builder -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("there is a dependency called inventory already, and it is described once;"
                        + " dependency(\"inventory\") hands out the one that there is");
    }

    @Test
    void viewsAreCachedAndCombine() {
        Dependency inventory = fixture.seakeep.dependency("inventory");

        assertThat(inventory.idempotent()).isSameAs(inventory.idempotent()).isNotSameAs(inventory);
        assertThat(inventory.priority(Priority.CRITICAL).idempotent())
                .isSameAs(inventory.idempotent().priority(Priority.CRITICAL));
        assertThat(inventory.priority(Priority.DEFAULT)).isSameAs(inventory);
    }

    @Test
    void gatesSeeWhatTheViewSays() {
        CallTraits[] seen = new CallTraits[1];
        Fixture.RecordingGate gate = new Fixture.RecordingGate() {
            @Override
            public long tryEnter(CallTraits traits, long nowNanos) {
                seen[0] = traits;
                return super.tryEnter(traits, nowNanos);
            }
        };
        Dependency inventory = fixture.bare("inventory", new Fixture.GatePolicy("test-gate", Position.ADMISSION, gate));

        inventory.idempotent().priority(Priority.BACKGROUND).run(attempt -> {});

        assertThat(seen[0]).isEqualTo(new CallTraits(true, Priority.BACKGROUND, CallTraits.NO_COHORT));
    }

    @Test
    void keysHaveATrackerEachAndAreBounded() {
        Dependency payments = fixture.dependency("payments", builder -> builder.maxKeys(2));

        payments.key("eu").run(attempt -> {});
        payments.key("us").run(attempt -> {});
        payments.key("ap").run(attempt -> {});
        payments.key("af").run(attempt -> {});
        fixture.time.advance(Duration.ofSeconds(1));

        assertThat(payments.key("eu").name()).isEqualTo("payments[eu]");
        assertThat(payments.key("eu").latency().count()).isEqualTo(1);
        assertThat(payments.key("af")).isSameAs(payments.key("ap"));
        assertThat(payments.key("af").name()).isEqualTo("payments[*]");
        assertThat(payments.key("af").latency().count()).isEqualTo(2);
        assertThat(payments.latency().count()).isZero();
        assertThat(payments.idempotent().key("eu")).isSameAs(payments.key("eu").idempotent());
    }

    @Test
    void everythingWrongIsSaidAtOnce() {
        Fixture.RecordingGate gate = new Fixture.RecordingGate();

        assertThatThrownBy(() -> fixture.dependency(
                        "No Good",
                        builder -> builder.maxKeys(-3)
                                .with(new Fixture.GatePolicy("one", Position.BREAKER, gate))
                                .with(new Fixture.GatePolicy("two", Position.BREAKER, gate))))
                .isInstanceOfSatisfying(
                        IllegalConfigurationException.class,
                        wrong -> assertThat(wrong.problems())
                                .satisfiesExactlyInAnyOrder(
                                        name -> assertThat(name)
                                                .contains("name must be")
                                                .contains("\"No Good\""),
                                        keys -> assertThat(keys).isEqualTo("max-keys must be between 1 and 10000: -3"),
                                        twice -> assertThat(twice).contains("position BREAKER holds one policy")));
    }

    @Test
    void describeShowsThePipelineInOrderWhateverTheOrderOfWriting() {
        Fixture.RecordingGate gate = new Fixture.RecordingGate();
        Dependency inventory = fixture.bare(
                "inventory",
                new Fixture.GatePolicy("limit", Position.RATE_LIMIT, gate),
                new Fixture.GatePolicy("door", Position.ADMISSION, gate));

        List<String> lines = inventory.describe().lines().toList();

        assertThat(lines.get(0)).isEqualTo("inventory");
        assertThat(lines.get(1)).contains("door").contains("enforce");
        assertThat(lines.get(2)).contains("limit");
        assertThat(lines.get(3)).contains("timeout").contains("10 s");
    }

    @Test
    void anIdleDependencyArmsNoTimer() {
        Dependency inventory = fixture.seakeep.dependency("inventory");
        assertThat(fixture.time.pendingTimers()).isZero();

        inventory.run(attempt -> {});
        assertThat(fixture.time.pendingTimers()).isEqualTo(1);

        fixture.time.advance(Duration.ofMinutes(1));
        assertThat(fixture.time.pendingTimers()).isZero();

        inventory.run(attempt -> {});
        fixture.time.advance(Duration.ofMillis(250));
        assertThat(inventory.latency().count()).isEqualTo(1);
    }

    @Test
    void aRequestsHeaderIsReadAndWhatCannotBeIsCounted() {
        assertThat(fixture.seakeep.request(null)).isEqualTo(RequestContext.none());
        assertThat(fixture.seakeep.request("retry").isRetry()).isTrue();
        assertThat(fixture.seakeep.request("remaining-ms=1500").deadline())
                .hasValueSatisfying(deadline -> assertThat(deadline.remaining()).isEqualTo(Duration.ofMillis(1_500)));
        assertThat(fixture.seakeep.ignoredHeaders()).isZero();

        assertThat(fixture.seakeep.request("?!")).isEqualTo(RequestContext.none());
        assertThat(fixture.seakeep.request("remaining-ms=-5, retry").isRetry()).isTrue();

        assertThat(fixture.seakeep.ignoredHeaders()).isEqualTo(2);
        assertThat(fixture.events).contains(new RequestHeaderIgnored(1), new RequestHeaderIgnored(2));
    }
}
