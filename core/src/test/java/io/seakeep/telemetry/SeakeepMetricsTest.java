package io.seakeep.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.seakeep.ActivePolicy;
import io.seakeep.CallRejectedException;
import io.seakeep.Dependency;
import io.seakeep.Measurement;
import io.seakeep.Measurements;
import io.seakeep.Mode;
import io.seakeep.Policy;
import io.seakeep.PolicyScope;
import io.seakeep.Position;
import io.seakeep.Problems;
import io.seakeep.Seakeep;
import io.seakeep.SeakeepEvent;
import io.seakeep.UserCodeFailed;
import io.seakeep.breaker.CircuitBreaker;
import io.seakeep.retry.Backoff;
import io.seakeep.retry.Retry;
import io.seakeep.settings.SettingsSources;
import io.seakeep.time.VirtualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeakeepMetricsTest {

    private static final String OF_INVENTORY = "dependency=\"inventory\",key=\"none\"";

    private final VirtualTime time = new VirtualTime();
    private final List<SeakeepEvent> events = new ArrayList<>();
    private final Seakeep seakeep = Seakeep.builder().time(time).seed(7).build();
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @Test
    void attemptsAreCountedByOutcomeAndCallsOnce() {
        Dependency inventory = seakeep.dependency(
                "inventory", it -> it.with(Retry.of().attempts(3).backoff(Backoff.constant(Duration.ofMillis(1)))));
        new SeakeepMetrics(seakeep).bindTo(registry);
        for (int i = 0; i < 100; i++) {
            inventory.call(attempt -> "answer");
        }
        assertThatThrownBy(() -> inventory.idempotent().call(attempt -> {
                    throw new IOException("down");
                }))
                .hasMessage("down");
        readAgain();

        assertThat(value("seakeep_calls_total{" + OF_INVENTORY + "}")).isEqualTo(101);
        assertThat(attempts("success")).isEqualTo(100);
        assertThat(attempts("failure")).isEqualTo(3);
        assertThat(attempts("cancelled")).isZero();
        assertThat(value("seakeep_retries_total{" + OF_INVENTORY + "}")).isEqualTo(2);
        assertThat(value("seakeep_retries_refused_total{" + OF_INVENTORY + ",reason=\"strategy\"}"))
                .isEqualTo(1);
    }

    @Test
    void theHistogramIsTheTrackersOwn() {
        Dependency inventory = seakeep.dependency("inventory");
        new SeakeepMetrics(seakeep).bindTo(registry);
        taking(inventory, 3, Duration.ofMillis(2));
        taking(inventory, 2, Duration.ofMillis(40));
        taking(inventory, 1, Duration.ofSeconds(20));
        readAgain();

        assertThat(bucket("0.001")).isZero();
        assertThat(bucket("0.0025")).isEqualTo(3);
        assertThat(bucket("0.025")).isEqualTo(3);
        assertThat(bucket("0.05")).isEqualTo(5);
        assertThat(bucket("10.0")).isEqualTo(5);
        assertThat(bucket("+Inf")).isEqualTo(6);
        String latency = "seakeep_attempt_latency_seconds_%s{" + OF_INVENTORY + ",outcome=\"success\"}";
        assertThat(value(latency.formatted("count"))).isEqualTo(6);
        assertThat(value(latency.formatted("sum"))).isBetween(20.086 * 63 / 64, 20.086 * 65 / 64);
    }

    @Test
    void whatIsMadeLaterAppears() {
        new SeakeepMetrics(seakeep, Tags.of("service", "shop")).bindTo(registry);
        Dependency late = seakeep.dependency("late", it -> it.maxKeys(2));
        for (String key : new String[] {"eu", "us", "asia", "mars"}) {
            late.key(key).call(attempt -> "answer");
        }
        readAgain();

        String calls = "seakeep_calls_total{dependency=\"late\",key=\"%s\",service=\"shop\"}";
        assertThat(value(calls.formatted("none"))).isZero();
        assertThat(value(calls.formatted("eu"))).isEqualTo(1);
        assertThat(value(calls.formatted("us"))).isEqualTo(1);
        assertThat(value(calls.formatted("*"))).isEqualTo(2);
        assertThat(registry.scrape()).doesNotContain("asia");
    }

    @Test
    void twoOnOneRegistryAreToldApartByTheirTags() {
        Seakeep other = Seakeep.builder().time(time).listener(events::add).build();
        new SeakeepMetrics(seakeep, Tags.of("service", "shop")).bindTo(registry);
        new SeakeepMetrics(other, Tags.of("service", "stock")).bindTo(registry);
        seakeep.dependency("inventory").call(attempt -> "answer");
        taking(other.dependency("inventory"), 2, Duration.ofMillis(1));
        readAgain();

        assertThat(value("seakeep_calls_total{" + OF_INVENTORY + ",service=\"shop\"}"))
                .isEqualTo(1);
        assertThat(value("seakeep_calls_total{" + OF_INVENTORY + ",service=\"stock\"}"))
                .isEqualTo(2);
        assertThat(events).noneMatch(UserCodeFailed.class::isInstance);
    }

    @Test
    void theSecondOfTheSameTagsIsNotShown_whichIsSaid() {
        Seakeep other = Seakeep.builder().time(time).listener(events::add).build();
        new SeakeepMetrics(seakeep).bindTo(registry);
        new SeakeepMetrics(other).bindTo(registry);
        seakeep.dependency("inventory").call(attempt -> "answer");
        taking(other.dependency("inventory"), 2, Duration.ofMillis(1));
        taking(other.dependency("stock"), 3, Duration.ofMillis(1));
        readAgain();

        assertThat(value("seakeep_calls_total{" + OF_INVENTORY + "}")).isEqualTo(1);
        assertThat(value("seakeep_calls_total{dependency=\"stock\",key=\"none\"}"))
                .isEqualTo(3);
        assertThat(events)
                .filteredOn(UserCodeFailed.class::isInstance)
                .singleElement()
                .satisfies(event -> assertThat(event.message())
                        .startsWith("metrics library of inventory failed: ")
                        .contains("Give each tags of its own"));
    }

    /** A registry copies all its meters to list them, and each key has some sixty: with 3,000 keys the next one's first call took 30 ms. */
    @Test
    void noKeyGoesThroughAllMeters() {
        AtomicLong lists = new AtomicLong();
        MeterRegistry counting = new SimpleMeterRegistry() {
            @Override
            public List<Meter> getMeters() {
                lists.incrementAndGet();
                return super.getMeters();
            }
        };
        new SeakeepMetrics(seakeep).bindTo(counting);
        Dependency inventory = seakeep.dependency("inventory");
        long before = lists.get();
        inventory.key("asia").call(attempt -> "answer");
        assertThat(lists).hasValue(before);
        assertThat(counting.find("seakeep.calls").tag("key", "asia").functionCounter())
                .isNotNull();
    }

    /** One event for each dependency is enough: where its meters are another's, so are those of its keys. */
    @Test
    void theKeysOfTheSecondOfTheSameTagsAreNotShownEither_whichIsSaidOnce() {
        Seakeep other = Seakeep.builder().time(time).listener(events::add).build();
        new SeakeepMetrics(seakeep).bindTo(registry);
        new SeakeepMetrics(other).bindTo(registry);
        taking(seakeep.dependency("inventory").key("asia"), 1, Duration.ofMillis(1));
        taking(other.dependency("inventory").key("asia"), 2, Duration.ofMillis(1));
        readAgain();

        assertThat(value("seakeep_calls_total{dependency=\"inventory\",key=\"asia\"}"))
                .isEqualTo(1);
        assertThat(events).filteredOn(UserCodeFailed.class::isInstance).hasSize(1);
    }

    @Test
    void oneThatIsBoundTwiceIsToldOfOnce() {
        Seakeep bound = Seakeep.builder().time(time).listener(events::add).build();
        new SeakeepMetrics(bound).bindTo(registry);
        taking(bound.dependency("inventory"), 2, Duration.ofMillis(1));
        new SeakeepMetrics(bound).bindTo(registry);
        bound.dependency("stock");
        readAgain();

        assertThat(value("seakeep_calls_total{" + OF_INVENTORY + "}")).isEqualTo(2);
        assertThat(events).noneMatch(UserCodeFailed.class::isInstance);
    }

    @Test
    void theBreakersStateAndItsRejections() {
        Dependency inventory = seakeep.dependency("inventory");
        new SeakeepMetrics(seakeep).bindTo(registry);
        assertThat(state("closed")).isEqualTo(1);
        inventory.policy(CircuitBreaker.class).forceOpen();
        assertThatThrownBy(() -> inventory.call(attempt -> "answer")).isInstanceOf(CallRejectedException.class);
        readAgain();

        assertThat(state("closed")).isZero();
        assertThat(state("forced-open")).isEqualTo(1);
        assertThat(value("seakeep_rejections_total{" + OF_INVENTORY + ",policy=\"breaker\"}"))
                .isEqualTo(1);
        assertThat(value("seakeep_calls_total{" + OF_INVENTORY + "}")).isZero();
    }

    @Test
    void aPolicyThatOnlyObservesSaysWhatItWouldHaveDone() {
        Dependency inventory = seakeep.dependency(
                "inventory", it -> it.with(CircuitBreaker.of().mode(Mode.OBSERVE)));
        new SeakeepMetrics(seakeep).bindTo(registry);
        inventory.policy(CircuitBreaker.class).forceOpen();
        inventory.call(attempt -> "answer");
        assertThat(value("seakeep_would_have_acted_total{" + OF_INVENTORY + ",policy=\"breaker\"}"))
                .isEqualTo(1);
    }

    @Test
    void timeoutsAndBudgetAreGauges() {
        seakeep.dependency("inventory");
        new SeakeepMetrics(seakeep).bindTo(registry);
        assertThat(value("seakeep_timeout_seconds{" + OF_INVENTORY + "}")).isEqualTo(10);
        assertThat(value("seakeep_budget_left{" + OF_INVENTORY + "}")).isEqualTo(10);
    }

    @Test
    void countersGoOnAndGaugesFollowWhenSettingsAreReloaded(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("operator.properties"), "");
        try (Seakeep reloading = Seakeep.builder()
                .time(time)
                .settings(SettingsSources.builder().operatorFile(file).build())
                .build()) {
            Dependency inventory = reloading.dependency("inventory");
            new SeakeepMetrics(reloading).bindTo(registry);
            taking(inventory, 3, Duration.ofMillis(1));
            readAgain();
            assertThat(value("seakeep_calls_total{" + OF_INVENTORY + "}")).isEqualTo(3);
            Files.writeString(file, "seakeep.default.budget.floor-per-second = 5\n");
            readAgain();
            taking(inventory, 2, Duration.ofMillis(1));
            readAgain();
            assertThat(inventory.describe()).contains("5 a second");
            assertThat(value("seakeep_calls_total{" + OF_INVENTORY + "}")).isEqualTo(5);
            assertThat(value("seakeep_budget_left{" + OF_INVENTORY + "}")).isEqualTo(50);
            assertThat(state("closed")).isEqualTo(1);
        }
    }

    @Test
    void whatAPolicyCountsBeginsAnewOnlyWhereItIsStartedAnew(@TempDir Path folder) throws IOException {
        Path file =
                Files.writeString(folder.resolve("operator.properties"), "seakeep.default.breaker.mode = observe\n");
        String refused = "seakeep_would_have_acted_total{" + OF_INVENTORY + ",policy=\"breaker\"}";
        try (Seakeep reloading = Seakeep.builder()
                .time(time)
                .settings(SettingsSources.builder().operatorFile(file).build())
                .build()) {
            Dependency inventory = reloading.dependency("inventory");
            new SeakeepMetrics(reloading).bindTo(registry);
            inventory.policy(CircuitBreaker.class).forceOpen();
            taking(inventory, 2, Duration.ofMillis(1));
            readAgain();
            assertThat(value(refused)).isEqualTo(2);
            Files.writeString(file, "seakeep.default.breaker.mode = observe\nseakeep.default.breaker.over-last = 7s\n");
            readAgain();
            assertThat(value(refused)).as("changed in place").isEqualTo(2);
            Files.writeString(file, "seakeep.default.breaker.mode = off\n");
            readAgain();
            assertThat(value(refused)).as("gone").isEqualTo(2);
            Files.writeString(file, "seakeep.default.breaker.mode = observe\n");
            readAgain();
            assertThat(value(refused)).as("started anew").isZero();
        }
    }

    @Test
    void policiesOfTheUsersAreAskedToo_andOnesThatThrowAreLeftOut() {
        AtomicLong eggs = new AtomicLong(3);
        seakeep.dependency(
                "inventory",
                it -> it.with(new Told(to -> {
                    to.gauge(Measurement.of("shop.eggs", "Eggs in the basket"), eggs::get);
                    to.gauge(Measurement.of("shop.broken", "Throws"), () -> {
                        throw new IllegalStateException("broken");
                    });
                    throw new IllegalStateException("no more");
                })));
        new SeakeepMetrics(seakeep).bindTo(registry);
        assertThat(value("shop_eggs{" + OF_INVENTORY + "}")).isEqualTo(3);
        eggs.set(5);
        assertThat(value("shop_eggs{" + OF_INVENTORY + "}")).isEqualTo(5);
        assertThat(value("shop_broken{" + OF_INVENTORY + "}")).isNaN();
        assertThat(value("seakeep_timeout_seconds{" + OF_INVENTORY + "}")).isEqualTo(10);
    }

    private void taking(Dependency dependency, int calls, Duration duration) {
        for (int i = 0; i < calls; i++) {
            dependency.call(attempt -> {
                time.advance(duration);
                return "answer";
            });
        }
    }

    /** A reading holds for a while, so that what is read together agrees. */
    private void readAgain() {
        time.advance(Duration.ofSeconds(1));
    }

    private double attempts(String outcome) {
        return value("seakeep_attempts_total{" + OF_INVENTORY + ",outcome=\"" + outcome + "\"}");
    }

    private double bucket(String le) {
        return value("seakeep_attempt_latency_histogram_total{" + OF_INVENTORY.replace(",", ",") + ",le=\"" + le
                + "\",outcome=\"success\"}");
    }

    private double state(String state) {
        return value("seakeep_breaker_state{" + OF_INVENTORY + ",state=\"" + state + "\"}");
    }

    private double value(String series) {
        return registry.scrape()
                .lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + series + " in\n" + registry.scrape()));
    }

    /** A policy that tells what the test says. */
    private record Told(java.util.function.Consumer<Measurements> telling) implements Policy {

        @Override
        public String name() {
            return "told";
        }

        @Override
        public Position position() {
            return Position.COALESCE;
        }

        @Override
        public Mode mode() {
            return Mode.ENFORCE;
        }

        @Override
        public void check(Problems problems) {}

        @Override
        public ActivePolicy start(PolicyScope scope) {
            return new ActivePolicy() {
                @Override
                public void measure(Measurements to) {
                    telling.accept(to);
                }
            };
        }

        @Override
        public String describe() {
            return "told";
        }
    }
}
