package io.seakeep.timeout;

import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.Dependency;
import io.seakeep.Measurement;
import io.seakeep.Measurements;
import io.seakeep.Mode;
import io.seakeep.Policy;
import io.seakeep.Seakeep;
import io.seakeep.SeakeepEvent;
import io.seakeep.TimeoutEnforcement;
import io.seakeep.latency.LatencySnapshot;
import io.seakeep.latency.Outcome;
import io.seakeep.settings.SettingsSources;
import io.seakeep.time.VirtualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Other settings while it is at work. */
class TimeoutReconfigureTest {

    private static final String WOULD_HAVE_ENDED = "seakeep.would.have.acted{policy=timeout}";

    private static final int THREADS = 8;
    private static final int CALLS = 20_000;

    private final VirtualTime time = new VirtualTime();
    private final List<SeakeepEvent> events = new ArrayList<>();
    private final Seakeep seakeep = Seakeep.builder()
            .time(time)
            .seed(1)
            .executor(time::execute)
            .listener(events::add)
            .build();
    private final SplittableRandom random = new SplittableRandom(3);

    @Test
    void aFixedOneIsChangedInPlace() {
        Dependency dependency = dependency(Timeout.of(millis(100)));
        Timeout timeout = dependency.policy(Timeout.class);
        assertThat(timeout.reconfigure(Timeout.of(millis(250)).interrupting())).isTrue();
        assertThat(remaining(dependency)).isEqualTo(250);
        assertThat(timeout.enforcement()).isEqualTo(TimeoutEnforcement.INTERRUPTING);
        assertThat(timeout.reconfigure(Timeout.of(millis(250)).interrupting().mode(Mode.OBSERVE)))
                .isTrue();
        assertThat(timeout.enforcement()).isEqualTo(TimeoutEnforcement.HANDED_OUT);
        assertThat(timeout.reconfigure(policy())).as("of another kind").isFalse();
    }

    @Test
    void anAdaptiveOneDoesNotBecomeAFixedOne() {
        assertThat(dependency(policy()).policy(AdaptiveTimeout.class).reconfigure(Timeout.of(millis(1))))
                .isFalse();
    }

    @Test
    void whatIsKnownAndFollowsFromItStaysThroughWhatHasNothingToDoWithIt() {
        Dependency dependency = dependency(policy());
        AdaptiveTimeout timeout = dependency.policy(AdaptiveTimeout.class);
        load(dependency, 300);
        Duration derived = timeout.derived();
        String why = timeout.explain();
        byte[] known = timeout.save();
        assertThat(derived).isBetween(millis(20), millis(40));
        change(dependency, policy().isolated());
        assertThat(timeout.enforcement()).isEqualTo(TimeoutEnforcement.ISOLATED);
        change(dependency, policy().initial(millis(300)));
        assertThat(timeout.derived()).isEqualTo(derived);
        assertThat(timeout.save()).isEqualTo(known);
        change(dependency, policy());
        assertThat(timeout.explain()).isEqualTo(why);
        assertThat(remaining(dependency)).isEqualTo(roundedUp(derived));
    }

    @Test
    void theModeChangesAtOnce() {
        Dependency dependency = dependency(policy());
        AdaptiveTimeout timeout = dependency.policy(AdaptiveTimeout.class);
        load(dependency, 300);
        Duration derived = timeout.derived();
        change(dependency, policy().mode(Mode.OBSERVE));
        assertThat(remaining(dependency)).isEqualTo(10_000);
        assertThat(timeout.enforcement()).isEqualTo(TimeoutEnforcement.HANDED_OUT);
        change(dependency, policy());
        assertThat(remaining(dependency)).isEqualTo(roundedUp(derived));
        assertThat(timeout.enforcement()).isEqualTo(TimeoutEnforcement.ASYNCHRONOUS);
    }

    @Test
    void boundsHoldAtOnce() {
        Dependency dependency = dependency(policy());
        AdaptiveTimeout timeout = dependency.policy(AdaptiveTimeout.class);
        load(dependency, 300);
        Duration derived = timeout.derived();
        change(dependency, policy().between(millis(60), millis(2_000)));
        assertThat(remaining(dependency)).isEqualTo(60);
        assertThat(timeout.derived()).isEqualTo(millis(60));
        load(dependency, 60);
        assertThat(timeout.explain()).contains("below the minimum");
        change(dependency, policy().between(millis(1), millis(2_000)));
        load(dependency, 300);
        assertThat(timeout.derived())
                .as("comes down again from what was known all the time")
                .isBetween(derived.minusMillis(3), derived.plusMillis(3));
    }

    @Test
    void aLowerMaximumHoldsAtOnce() {
        Dependency dependency = dependency(policy());
        change(dependency, policy().between(millis(20), millis(100)).initial(millis(90)));
        assertThat(remaining(dependency)).as("the initial one").isEqualTo(90);
        load(dependency, 300);
        change(dependency, policy().between(millis(5), millis(10)).initial(millis(10)));
        assertThat(remaining(dependency)).isEqualTo(10);
    }

    /** The history has the answer; what overran the other timeout is no sign of another dependency. */
    @Test
    void aLowerRateFollowsFromWhatIsKnown() {
        Dependency dependency = dependency(policy(0.05).mode(Mode.OBSERVE));
        AdaptiveTimeout timeout = dependency.policy(AdaptiveTimeout.class);
        load(dependency, 300);
        Duration atFivePercent = timeout.derived();
        change(dependency, policy(0.0005).mode(Mode.OBSERVE));
        load(dependency, 1);
        assertThat(timeout.derived()).isGreaterThan(atFivePercent);
        assertThat(timeout.explain())
                .contains("Wanted: at most 0.05 % false timeouts", "the upper bound of what was observed")
                .doesNotContain("needed");
    }

    @Test
    void callersGetWhatOneOrTheOtherAllowsWhileItChanges() throws InterruptedException {
        Dependency dependency = dependency(policy());
        AdaptiveTimeout timeout = dependency.policy(AdaptiveTimeout.class);
        load(dependency, 300);
        Duration derived = timeout.derived();
        AtomicReference<@Nullable Throwable> failed = new AtomicReference<>();
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Thread caller = new Thread(() -> {
                try {
                    for (int call = 0; call < CALLS; call++) {
                        assertThat(remaining(dependency)).isIn(roundedUp(derived), 10L, 20L, 60L, 200L, 10_000L);
                        if (call % 1_000 == 0) {
                            assertThat(timeout.save()).isNotEmpty();
                        }
                    }
                } catch (Throwable wrong) {
                    failed.compareAndSet(null, wrong);
                }
            });
            callers.add(caller);
            caller.start();
        }
        List<AdaptiveTimeoutPolicy> policies = List.of(
                policy(),
                policy().mode(Mode.OBSERVE).isolated(),
                policy().between(millis(60), millis(300)),
                policy().between(millis(5), millis(10)).initial(millis(10)));
        while (callers.stream().anyMatch(Thread::isAlive)) {
            policies.forEach(policy -> {
                change(dependency, policy().between(millis(1), millis(2_000)));
                change(dependency, policy);
            });
            Thread.yield();
        }
        assertThat(failed.get()).isNull();
    }

    @Test
    void whoBeganWithALongerOneIsNotLateByTheNext() {
        Dependency dependency = dependency(Timeout.of(millis(10_000)));
        Timeout timeout = dependency.policy(Timeout.class);
        dependency.run(attempt -> {
            time.advance(millis(1_000));
            timeout.reconfigure(Timeout.of(millis(500)));
            time.advance(millis(2_000));
        });
        time.advance(millis(500));
        assertThat(overruns()).isEmpty();

        dependency.run(attempt -> time.advance(millis(1_000)));
        time.advance(millis(500));
        assertThat(overruns()).as("with the shorter one").containsExactly(1L);

        timeout.reconfigure(Timeout.of(millis(100)));
        time.advance(millis(500));
        dependency.run(attempt -> time.advance(millis(300)));
        time.advance(millis(500));
        assertThat(overruns()).containsExactly(1L, 1L);
    }

    @Test
    void whoIsLateByTheLongerOneIsStillCounted() {
        Dependency dependency = dependency(Timeout.of(millis(1_000)));
        dependency.run(attempt -> {
            time.advance(millis(900));
            dependency.policy(Timeout.class).reconfigure(Timeout.of(millis(500)));
            time.advance(millis(900));
        });
        time.advance(millis(500));
        assertThat(overruns()).containsExactly(1L);
    }

    /** What was there before is another policy, of which this one knows nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"mode = off", "mode = enforce", "value = 10s"})
    void whoBeganBeforeThisPolicyIsNotLateByIt(String setting, @TempDir Path folder) throws IOException {
        String fixed =
                "seakeep.dependency.inventory.timeout.mode = enforce\nseakeep.dependency.inventory.timeout.kind = fixed\n";
        String before = "seakeep.dependency.inventory.timeout." + setting + '\n';
        Path file = Files.writeString(
                folder.resolve("operator.properties"), setting.startsWith("value") ? fixed + before : before);
        try (Seakeep reloading = Seakeep.builder()
                .time(time)
                .executor(time::execute)
                .listener(events::add)
                .settings(SettingsSources.builder().operatorFile(file).build())
                .build()) {
            Dependency dependency = reloading.dependency("inventory");
            dependency.run(attempt -> {
                Files.writeString(file, fixed + "seakeep.dependency.inventory.timeout.value = 100ms\n");
                time.advance(millis(4_000));
            });
            time.advance(millis(1_000));
            assertThat(overruns()).isEmpty();

            dependency.run(attempt -> time.advance(millis(300)));
            time.advance(millis(1_000));
            assertThat(overruns()).containsExactly(1L);
        }
    }

    @RepeatedTest(50)
    void noneIsCountedThatWasInTime(RepetitionInfo repetition) {
        SplittableRandom choices = new SplittableRandom(repetition.getCurrentRepetition());
        Dependency dependency = dependency(Timeout.of(millis(1_000)).mode(Mode.OBSERVE));
        Timeout timeout = dependency.policy(Timeout.class);
        Map<String, LongSupplier> counters = new HashMap<>();
        timeout.measure(new Counters(counters));
        long value = 1_000;
        long[] late = new long[1];
        long counted = 0;
        for (int tick = 0; tick < 200; tick++) {
            if (choices.nextInt(4) == 0) {
                value = 100L << choices.nextInt(6);
                timeout.reconfigure(Timeout.of(millis(value)).mode(Mode.OBSERVE));
            }
            for (int i = 0; i < 5; i++) {
                CompletableFuture<String> stage = new CompletableFuture<>();
                long given = value;
                dependency.callAsync(attempt -> stage);
                long taken = 50L << choices.nextInt(7);
                time.schedule(
                        taken * 1_000_000 + 7,
                        () -> time.execute(() -> {
                            late[0] += taken > given ? 1 : 0;
                            stage.complete("good");
                        }));
            }
            time.advance(millis(250));
            counted = counters.get(WOULD_HAVE_ENDED).getAsLong();
            assertThat(counted).isLessThanOrEqualTo(late[0]);
        }
        assertThat(counted).isGreaterThan(late[0] / 4);
    }

    @Test
    void aFixedOneThatObservesCountsWhatItWouldHaveEnded() {
        Dependency dependency = dependency(Timeout.of(millis(100)).mode(Mode.OBSERVE));
        assertThat(remaining(dependency)).as("clients are not to act on it").isEqualTo(10_000);
        assertThat(dependency.policy(Timeout.class).setting()).isEqualTo("timeout.mode");
        Map<String, LongSupplier> counters = new HashMap<>();
        dependency.policy(Timeout.class).measure(new Counters(counters));
        dependency.run(attempt -> time.advance(millis(200)));
        dependency.run(attempt -> time.advance(millis(50)));
        time.advance(millis(500));
        assertThat(counters.get(WOULD_HAVE_ENDED).getAsLong()).isEqualTo(1);

        dependency.policy(Timeout.class).reconfigure(Timeout.of(millis(100)));
        time.advance(millis(11_000));
        dependency.run(attempt -> time.advance(millis(200)));
        time.advance(millis(500));
        assertThat(counters.get(WOULD_HAVE_ENDED).getAsLong()).isEqualTo(1);
        assertThat(counters.get("seakeep.timeout.overruns{}").getAsLong()).isEqualTo(1);
    }

    /** Keeps counters by name and tags. */
    private record Counters(Map<String, LongSupplier> kept) implements Measurements {

        @Override
        public void gauge(Measurement what, DoubleSupplier value) {}

        @Override
        public void counter(Measurement what, LongSupplier value) {
            kept.put(what.name() + what.tags(), value);
        }

        @Override
        public void durations(Measurement what, Supplier<LatencySnapshot> recorded, Set<Outcome> outcomes) {}
    }

    private List<Long> overruns() {
        return events.stream()
                .filter(AttemptsOverran.class::isInstance)
                .map(event -> ((AttemptsOverran) event).count())
                .toList();
    }

    private static void change(Dependency dependency, Policy policy) {
        assertThat(dependency.policy(AdaptiveTimeout.class).reconfigure(policy)).isTrue();
    }

    private static AdaptiveTimeoutPolicy policy() {
        return policy(0.001);
    }

    private static AdaptiveTimeoutPolicy policy(double rate) {
        return AdaptiveTimeout.falseTimeoutRate(rate)
                .between(millis(20), millis(2_000))
                .initial(millis(200));
    }

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }

    /** As it is handed out. */
    private static long roundedUp(Duration timeout) {
        return timeout.plusNanos(999_999).toMillis();
    }

    private static long remaining(Dependency dependency) {
        return dependency.call(attempt -> attempt.remaining(TimeUnit.MILLISECONDS));
    }

    /** Calls that take 5 to 25 ms, a hundred in a tick. */
    private void load(Dependency dependency, int seconds) {
        for (int i = 0; i < 4 * seconds; i++) {
            for (int j = 0; j < 100; j++) {
                CompletableFuture<String> stage = new CompletableFuture<>();
                dependency.callAsync(attempt -> stage);
                time.schedule(
                        5_000_000 + random.nextLong(20_000_000), () -> time.execute(() -> stage.complete("good")));
            }
            time.advance(Duration.ofMillis(250));
        }
    }

    private Dependency dependency(Policy policy) {
        return seakeep.dependency(
                "d", builder -> builder.withoutStandardPolicies().with(policy));
    }
}
