package io.seakeep.hedging;

import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.Attempt;
import io.seakeep.Dependency;
import io.seakeep.Measurement;
import io.seakeep.Measurements;
import io.seakeep.Mode;
import io.seakeep.Seakeep;
import io.seakeep.latency.LatencySnapshot;
import io.seakeep.latency.Outcome;
import io.seakeep.time.VirtualTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What metrics say of hedged calls, of whose attempts the tracker is told less than happened. */
class HedgeMeasurementsTest {

    private static final Duration DELAY = Duration.ofMillis(10);

    private final VirtualTime time = new VirtualTime();
    private final Seakeep seakeep = Seakeep.builder().time(time).seed(3).build();
    private final Library library = new Library();

    @Test
    void aHedgedCallIsOneCallAndItsWinnerASuccess() {
        Dependency inventory = dependency(Mode.ENFORCE);
        for (int i = 0; i < 20; i++) {
            inventory.idempotent().callAsync(HedgeMeasurementsTest::atOnce);
        }
        time.advance(Duration.ofSeconds(1));
        CompletableFuture<String> wonByHedge = inventory
                .idempotent()
                .callAsync(attempt -> attempt.isHedge() ? atOnce(attempt) : new CompletableFuture<>());
        time.advance(DELAY);
        assertThat(wonByHedge).isCompletedWithValue("answer");
        CompletableFuture<String> slow = new CompletableFuture<>();
        CompletableFuture<String> wonByFirst =
                inventory.idempotent().callAsync(attempt -> attempt.isHedge() ? new CompletableFuture<>() : slow);
        time.advance(DELAY);
        slow.complete("answer");
        assertThat(wonByFirst).isCompletedWithValue("answer");
        time.advance(Duration.ofSeconds(1));

        assertThat(library.value("seakeep.calls")).isEqualTo(22);
        assertThat(library.value("seakeep.attempts", "outcome", "success")).isEqualTo(22);
        assertThat(library.value("seakeep.attempts", "outcome", "cancelled")).isEqualTo(2);
        assertThat(library.value("seakeep.hedges.sent")).isEqualTo(2);
        assertThat(library.value("seakeep.hedges.won")).isEqualTo(1);
        assertThat(library.value("seakeep.hedges.wasted")).isEqualTo(1);
        assertThat(library.value("seakeep.hedge.delay")).isEqualTo(0.01);
        assertThat(library.value("seakeep.retries")).isZero();
    }

    @Test
    void oneThatOnlyObservesSendsNone() {
        Dependency inventory = dependency(Mode.OBSERVE);
        for (int i = 0; i < 100; i++) {
            CompletableFuture<String> late = new CompletableFuture<>();
            inventory.idempotent().callAsync(attempt -> late);
            time.advance(Duration.ofMillis(20));
            late.complete("answer");
        }
        time.advance(Duration.ofSeconds(1));
        assertThat(library.value("seakeep.would.have.acted", "policy", "hedge")).isPositive();
        assertThat(library.value("seakeep.hedges.sent")).isZero();
    }

    private Dependency dependency(Mode mode) {
        seakeep.measure(library);
        return seakeep.dependency(
                "inventory", it -> it.with(Hedge.budget(1).after(DELAY).mode(mode)));
    }

    private static CompletableFuture<String> atOnce(Attempt attempt) {
        return CompletableFuture.completedFuture("answer");
    }

    /** A metrics library that keeps everything. */
    private static final class Library implements Measurements {
        final Map<Measurement, DoubleSupplier> values = new HashMap<>();

        @Override
        public void gauge(Measurement what, DoubleSupplier value) {
            values.put(what, value);
        }

        @Override
        public void counter(Measurement what, LongSupplier value) {
            values.put(what, value::getAsLong);
        }

        @Override
        public void durations(Measurement what, Supplier<LatencySnapshot> recorded, Set<Outcome> outcomes) {}

        double value(String name) {
            return value(name, "dependency", "inventory");
        }

        double value(String name, String tag, String tagValue) {
            return values.entrySet().stream()
                    .filter(entry -> entry.getKey().name().equals(name)
                            && tagValue.equals(entry.getKey().tags().get(tag)))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no " + name + " in " + values.keySet()))
                    .getValue()
                    .getAsDouble();
        }
    }
}
