package io.seakeep.timeout;

import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.Dependency;
import io.seakeep.Seakeep;
import io.seakeep.SeakeepEvent;
import io.seakeep.time.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What was learned before a restart, and what a key learns from the others. */
class LearnedTest {

    private final VirtualTime time = new VirtualTime();
    private final List<SeakeepEvent> events = new ArrayList<>();
    private final Map<String, byte[]> store = new HashMap<>();
    private final SplittableRandom random = new SplittableRandom(7);

    @Test
    void aRestartedServiceIsNotBlind() {
        Dependency before = dependency(policy().startingFrom(store::get));
        assertThat(events).as("nothing was saved").noneMatch(SavedTimeoutRefused.class::isInstance);
        load(before, 300);
        Duration learned = timeout(before).derived();
        assertThat(learned).isBetween(Duration.ofMillis(20), Duration.ofMillis(40));
        store.put("d", timeout(before).save());
        assertThat(store.get("d").length).isLessThan(16_000);

        Dependency after = dependency(policy().startingFrom(store::get));
        assertThat(timeout(after).derived()).isEqualTo(learned);
        load(after, 1);
        assertThat(timeout(after).derived()).isBetween(learned.minusMillis(5), learned.plusMillis(5));
        assertThat(events).noneMatch(SavedTimeoutRefused.class::isInstance);
    }

    @Test
    void whatIsStaleForeignDamagedOrNoneIsRefusedAndSaid() {
        Dependency before = dependency(policy());
        load(before, 30);
        byte[] saved = timeout(before).save();
        byte[] damaged = saved.clone();
        damaged[saved.length - 20]++;

        refuses(saved, "other", "it is of d");
        refuses(damaged, "d", "a damaged history");
        refuses(Arrays.copyOf(saved, saved.length - 9), "d", "a damaged history");
        refuses(new byte[3], "d", "it is damaged");
        refuses(new byte[300], "d", "it is none of this version");
        time.advance(Duration.ofDays(8));
        refuses(saved, "d", "it is 8 days old, and more than 7 are too many");
        byte[] late = timeout(before).save();
        VirtualTime earlier = new VirtualTime();
        assertThat(reason(late, "d", earlier)).isEqualTo("it comes from the future");
    }

    @Test
    void aStoreThatFailsCostsNothing() {
        Dependency dependency = dependency(policy().startingFrom(name -> {
            throw new IOException("no such file");
        }));
        assertThat(timeout(dependency).derived()).isEqualTo(Duration.ofMillis(200));
        time.advance(Duration.ofMillis(1));
        assertThat(events)
                .anySatisfy(event -> assertThat(event.message())
                        .isEqualTo("what was saved of the timeout of d is not used: no such file"));
    }

    @Test
    void aNewKeyBorrowsFromTheOthersUntilItKnowsBetter() {
        Dependency dependency = dependency(policy());
        for (String key : List.of("a", "b", "c")) {
            load(dependency.key(key), 150);
        }
        Dependency fresh = dependency.key("fresh");
        assertThat(timeout(fresh).derived()).isEqualTo(Duration.ofMillis(200));
        load(fresh, 1);
        assertThat(timeout(fresh).derived()).isBetween(Duration.ofMillis(20), Duration.ofMillis(40));
        assertThat(timeout(fresh).explain()).contains("what all keys of the dependency have shown together");
    }

    /** Else a service that is restarted while a dependency hangs would wait for minutes for what it knew to be short. */
    @Test
    void whatIsSavedOfATimeoutThatGrowsIsWhatWasBefore() {
        Dependency before = dependency(policy());
        load(before, 300);
        Duration learned = timeout(before).derived();
        loadOf(before, 1, 50_000_000_000L);
        assertThat(timeout(before).derived()).isGreaterThan(learned);
        store.put("d", timeout(before).save());

        Dependency after = dependency(policy().startingFrom(store::get));
        assertThat(timeout(after).derived()).isEqualTo(learned);
        load(after, 1);
        assertThat(timeout(after).explain()).doesNotContain("needed");
    }

    @Test
    void aNewKeyLearnsNothingFromAnotherThatHung() {
        Dependency dependency = dependency(policy());
        load(dependency.key("a"), 300);
        load(dependency.key("b"), 300);
        loadOf(dependency.key("a"), 3, 50_000_000_000L);
        Dependency fresh = dependency.key("fresh");
        load(fresh, 1);
        assertThat(timeout(fresh).derived()).isBetween(Duration.ofMillis(20), Duration.ofMillis(40));
    }

    @Test
    void aKeyThatIsSlowerThanTheOthersGrowsOutOfWhatItBorrowed() {
        Dependency dependency = dependency(policy());
        load(dependency.key("fast"), 300);
        Dependency slow = dependency.key("slow");
        load(slow, 1);
        assertThat(timeout(slow).derived()).isLessThan(Duration.ofMillis(40));
        loadOf(slow, 20, 200_000_000L);
        assertThat(timeout(slow).derived()).isGreaterThan(Duration.ofMillis(200));
    }

    private void refuses(byte[] saved, String name, String expected) {
        assertThat(reason(saved, name, time)).isEqualTo(expected);
    }

    private String reason(byte[] saved, String name, VirtualTime clock) {
        List<SeakeepEvent> heard = new ArrayList<>();
        Dependency dependency = Seakeep.builder()
                .time(clock)
                .executor(clock::execute)
                .listener(heard::add)
                .build()
                .dependency(
                        name,
                        builder -> builder.withoutStandardPolicies().with(policy().startingFrom(ignored -> saved)));
        assertThat(timeout(dependency).derived()).isEqualTo(Duration.ofMillis(200));
        return heard.stream()
                .filter(SavedTimeoutRefused.class::isInstance)
                .map(event -> ((SavedTimeoutRefused) event).reason())
                .findFirst()
                .orElse("none");
    }

    private static AdaptiveTimeoutPolicy policy() {
        return AdaptiveTimeout.falseTimeoutRate(0.001)
                .between(Duration.ofMillis(20), Duration.ofSeconds(2))
                .initial(Duration.ofMillis(200));
    }

    private static AdaptiveTimeout timeout(Dependency dependency) {
        return dependency.policy(AdaptiveTimeout.class);
    }

    private void load(Dependency dependency, int seconds) {
        loadOf(dependency, seconds, 5_000_000L);
    }

    /** A hundred calls in a tick, which take so long and up to five times that. */
    private void loadOf(Dependency dependency, int seconds, long shortestNanos) {
        for (int i = 0; i < 4 * seconds; i++) {
            for (int j = 0; j < 100; j++) {
                CompletableFuture<String> stage = new CompletableFuture<>();
                dependency.callAsync(attempt -> stage);
                time.schedule(
                        shortestNanos + random.nextLong(4 * shortestNanos),
                        () -> time.execute(() -> stage.complete("good")));
            }
            time.advance(Duration.ofMillis(250));
        }
    }

    private Dependency dependency(AdaptiveTimeoutPolicy policy) {
        return Seakeep.builder()
                .time(time)
                .seed(1)
                .executor(time::execute)
                .listener(events::add)
                .build()
                .dependency("d", builder -> builder.withoutStandardPolicies().with(policy));
    }
}
