package io.seakeep.hedging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seakeep.ConfigurablePolicy;
import io.seakeep.Dependency;
import io.seakeep.Mode;
import io.seakeep.Problems;
import io.seakeep.Seakeep;
import io.seakeep.settings.Setting;
import io.seakeep.settings.SettingValues;
import io.seakeep.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What can be set of hedges, and that it comes to the same whoever says it. */
class HedgeSchemaTest {

    private static final SettingValues ENFORCED = SettingValues.nothing().with(HedgeSchema.MODE, Mode.ENFORCE);
    private static final Duration MS = Duration.ofMillis(1);
    private static final String CONTRADICTION =
            "hedge.delay and hedge.delay-quantile cannot both be said; one of them is to be none";

    @Test
    void namesDefaultsAndRangesAreTheseAndNoOthers() {
        assertThat(HedgeSchema.ALL)
                .extracting(setting -> setting.name() + " = "
                        + setting.standard().map(Object::toString).orElse("none") + ": " + setting.range())
                .containsExactly(
                        "hedge.mode = OFF: enforce | observe | off",
                        "hedge.budget = 0.02: from 0.001 to 1",
                        "hedge.delay = none: from 0s to 1h, or none",
                        "hedge.delay-quantile = none: from 0.5 to 0.9999, or none",
                        "hedge.improved-quantile = 0.99: from 0.5 to 0.9999",
                        "hedge.attempts = 2: a whole number from 2 to 5",
                        "hedge.losers = CANCELLED: cancelled | left-running",
                        "hedge.assumed = NOTHING: nothing | idempotence");
        assertThat(Hedge.of().schema()).isSameAs(HedgeSchema.ALL);
    }

    @Test
    void onlyWhatWasSaidIsSaid() {
        assertThat(Hedge.of().said()).isEqualTo(ENFORCED);
        assertThat(Hedge.budget(0.1).after(MS).mode(Mode.OBSERVE).said())
                .isEqualTo(ENFORCED.with(HedgeSchema.MODE, Mode.OBSERVE)
                        .with(HedgeSchema.BUDGET, 0.1)
                        .with(HedgeSchema.DELAY, MS));
    }

    @Test
    void valuesComeToTheSameAsMethods() {
        same(
                ENFORCED.with(HedgeSchema.BUDGET, 0.1)
                        .with(HedgeSchema.DELAY, MS)
                        .with(HedgeSchema.ATTEMPTS, 3)
                        .with(HedgeSchema.LOSERS, HedgeSettings.Losers.LEFT_RUNNING)
                        .with(HedgeSchema.ASSUMED, HedgeSettings.Assumed.IDEMPOTENCE),
                Hedge.budget(0.1).after(MS).attempts(3).leavingLosersRunning().assumingIdempotence());
        same(
                ENFORCED.with(HedgeSchema.DELAY_QUANTILE, 0.95).with(HedgeSchema.IMPROVED_QUANTILE, 0.999),
                Hedge.of().afterQuantile(0.95).improving(0.999));
        same(ENFORCED.withNone(HedgeSchema.DELAY).withNone(HedgeSchema.DELAY_QUANTILE), Hedge.of());
    }

    private static void same(SettingValues values, HedgePolicy fluent) {
        HedgePolicy made = Hedge.budget(0.5).after(MS).attempts(5).with(values);
        assertThat(made.settings()).isEqualTo(fluent.settings());
        assertThat(made.said()).isEqualTo(values);
        assertThat(made.mode()).isEqualTo(fluent.mode());
        assertThat(made.describe()).isEqualTo(fluent.describe());
    }

    @Test
    void theStandardOneIsOffAndCostsNothing() {
        ConfigurablePolicy standard = (ConfigurablePolicy) new StandardHedge().standard();
        assertThat(standard.mode()).isEqualTo(Mode.OFF);
        assertThat(standard.said()).isEqualTo(SettingValues.nothing());
        assertThat(problems(standard)).isEmpty();
        Dependency dependency =
                Seakeep.builder().time(new VirtualTime()).build().dependency("d");
        assertThat(dependency.describe()).doesNotContain("hedge");
        assertThatThrownBy(() -> dependency.policy(Hedge.class)).isInstanceOf(RuntimeException.class);
        assertThat(standard.with(ENFORCED).describe()).startsWith("2 % hedges, after the delay that gains most of p99");
    }

    @Property(tries = 2_000)
    void exactlyWhatIsOutOfItsRangeIsReported(@ForAll Random random) {
        List<String> expected = new ArrayList<>();
        SettingValues values = ENFORCED;
        int budget = random.nextInt(5);
        values = values.with(HedgeSchema.BUDGET, share(budget, 0.001, 1));
        expect(expected, HedgeSchema.BUDGET, budget < 2);
        boolean delayed = random.nextBoolean();
        if (delayed) {
            int delay = random.nextInt(4);
            values = values.with(
                    HedgeSchema.DELAY,
                    List.of(
                                    Duration.ZERO,
                                    Duration.ofHours(1),
                                    Duration.ofNanos(-1),
                                    Duration.ofHours(1).plusNanos(1))
                            .get(delay));
            expect(expected, HedgeSchema.DELAY, delay < 2);
        }
        if (random.nextBoolean()) {
            int quantile = random.nextInt(5);
            values = values.with(HedgeSchema.DELAY_QUANTILE, share(quantile, 0.5, 0.9999));
            expect(expected, HedgeSchema.DELAY_QUANTILE, quantile < 2);
            if (delayed) {
                expected.add(CONTRADICTION);
            }
        }
        int improved = random.nextInt(5);
        values = values.with(HedgeSchema.IMPROVED_QUANTILE, share(improved, 0.5, 0.9999));
        expect(expected, HedgeSchema.IMPROVED_QUANTILE, improved < 2);
        int attempts = 1 + random.nextInt(6);
        values = values.with(HedgeSchema.ATTEMPTS, attempts);
        expect(expected, HedgeSchema.ATTEMPTS, attempts >= 2 && attempts <= 5);
        assertThat(problems(Hedge.of().with(values)))
                .extracting(
                        problem -> problem.equals(CONTRADICTION) ? problem : problem.substring(0, problem.indexOf(' ')))
                .containsExactlyElementsOf(expected);
    }

    /** At an edge of the range, the first two of them, or beside it. */
    private static double share(int which, double lowest, double highest) {
        return List.of(lowest, highest, Math.nextDown(lowest), Math.nextUp(highest), Double.NaN)
                .get(which);
    }

    private static void expect(List<String> expected, Setting<?> setting, boolean right) {
        if (!right) {
            expected.add(setting.name());
        }
    }

    private static List<String> problems(ConfigurablePolicy policy) {
        Problems problems = new Problems("test");
        policy.check(problems);
        return problems.found();
    }
}
