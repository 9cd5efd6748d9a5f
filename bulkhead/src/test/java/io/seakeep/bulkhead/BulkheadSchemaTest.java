package io.seakeep.bulkhead;

import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.ConfigurablePolicy;
import io.seakeep.Mode;
import io.seakeep.Problems;
import io.seakeep.settings.Setting;
import io.seakeep.settings.SettingValues;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What can be set of a bulkhead, and that it comes to the same whoever says it. */
class BulkheadSchemaTest {

    private static final SettingValues FIXED = SettingValues.nothing()
            .with(BulkheadSchema.MODE, Mode.ENFORCE)
            .with(BulkheadSchema.KIND, BulkheadSettings.Kind.FIXED);
    private static final SettingValues ADAPTIVE = FIXED.with(BulkheadSchema.KIND, BulkheadSettings.Kind.ADAPTIVE);

    @Test
    void namesDefaultsAndRangesAreTheseAndNoOthers() {
        assertThat(BulkheadSchema.ALL)
                .extracting(setting -> setting.name() + " = "
                        + setting.standard().map(Object::toString).orElse("none") + ": " + setting.range())
                .containsExactly(
                        "bulkhead.mode = OBSERVE: enforce | observe | off",
                        "bulkhead.kind = FIXED: fixed | adaptive",
                        "bulkhead.limit = 100: a whole number from 1 to 100000",
                        "bulkhead.lowest = 4: a whole number from 1 to 100000",
                        "bulkhead.highest = 1000: a whole number from 1 to 100000",
                        "bulkhead.initial = none: a whole number from 1 to 100000, or none",
                        "bulkhead.queue = 0: a whole number from 0 to 100000",
                        "bulkhead.max-wait = PT0.1S: from 1ms to 10min",
                        "bulkhead.threads = CALLERS: callers | own");
        assertThat(Bulkhead.fixed(1).schema()).isSameAs(Bulkhead.adaptive().schema());
    }

    @Test
    void onlyWhatWasSaidIsSaid() {
        assertThat(Bulkhead.fixed(7).said()).isEqualTo(FIXED.with(BulkheadSchema.LIMIT, 7));
        assertThat(Bulkhead.adaptive().said()).isEqualTo(ADAPTIVE);
        assertThat(Bulkhead.adaptive().initial(9).mode(Mode.OBSERVE).said())
                .isEqualTo(ADAPTIVE.with(BulkheadSchema.MODE, Mode.OBSERVE).with(BulkheadSchema.INITIAL, 9));
        assertThat(new StandardBulkhead().standard())
                .isInstanceOfSatisfying(
                        ConfigurablePolicy.class,
                        standard -> assertThat(standard.said()).isEqualTo(SettingValues.nothing()));
    }

    @Test
    void valuesComeToTheSameAsMethods() {
        same(
                FIXED.with(BulkheadSchema.LIMIT, 7)
                        .with(BulkheadSchema.QUEUE, 3)
                        .with(BulkheadSchema.MAX_WAIT, Duration.ofMillis(20))
                        .with(BulkheadSchema.THREADS, BulkheadSettings.Threads.OWN),
                Bulkhead.fixed(7).queue(3, Duration.ofMillis(20)).isolate());
        same(
                ADAPTIVE.with(BulkheadSchema.LOWEST, 2)
                        .with(BulkheadSchema.HIGHEST, 30)
                        .with(BulkheadSchema.INITIAL, 5)
                        .with(BulkheadSchema.MODE, Mode.OFF),
                Bulkhead.adaptive().between(2, 30).initial(5).mode(Mode.OFF));
        same(SettingValues.nothing(), Bulkhead.fixed(100).mode(Mode.OBSERVE));
    }

    /** Whichever kind it was: an operator can change it. */
    private static void same(SettingValues values, BulkheadDescription<?> fluent) {
        for (BulkheadDescription<?> any :
                List.of(Bulkhead.fixed(1).isolate(), Bulkhead.adaptive().initial(77))) {
            ConfigurablePolicy made = any.with(values);
            assertThat(made).hasSameClassAs(fluent);
            assertThat(((BulkheadDescription<?>) made).settings()).isEqualTo(fluent.settings());
            assertThat(made.said()).isEqualTo(values);
            assertThat(made.mode()).isEqualTo(fluent.mode());
            assertThat(made.describe()).isEqualTo(fluent.describe());
        }
    }

    @Test
    void whereItBeginsFollowsFromTheBoundsInWhicheverOrderTheyAreSaid() {
        assertThat(problems(Bulkhead.adaptive().initial(3).between(5, 10)))
                .containsExactly("bulkhead.initial must be between 5 and 10: 3");
        assertThat(problems(Bulkhead.adaptive().between(50, 60))).isEmpty();
    }

    @Test
    void boundsInTheWrongOrderAreSaidToBe_andNothingIsMeasuredByThem() {
        assertThat(problems(Bulkhead.adaptive().between(50, 10).initial(20)))
                .containsExactly("bulkhead.lowest must be at most bulkhead.highest: 50 is more than 10");
        assertThat(problems(Bulkhead.adaptive().between(100_001, 10).initial(0)))
                .containsExactly(
                        "bulkhead.lowest must be between 1 and 100000: 100001",
                        "bulkhead.lowest must be at most bulkhead.highest: 100001 is more than 10",
                        "bulkhead.initial must be between 1 and 100000: 0");
    }

    @Property(tries = 2_000)
    void exactlyWhatIsOutOfItsRangeIsReported(@ForAll Random random) {
        List<String> expected = new ArrayList<>();
        SettingValues values = random.nextBoolean() ? FIXED : ADAPTIVE;
        boolean fixed = values == FIXED;

        int limit = number(random, 1);
        values = values.with(BulkheadSchema.LIMIT, limit);
        int lowest = number(random, 1);
        int highest = number(random, lowest);
        values = values.with(BulkheadSchema.LOWEST, lowest).with(BulkheadSchema.HIGHEST, highest);
        if (fixed) {
            expect(expected, BulkheadSchema.LIMIT, limit >= 1 && limit <= 100_000);
        } else {
            expect(expected, BulkheadSchema.LOWEST, lowest >= 1 && lowest <= 100_000);
            expect(expected, BulkheadSchema.HIGHEST, highest >= 1 && highest <= 100_000);
            expect(expected, BulkheadSchema.LOWEST, lowest <= highest);
        }
        if (random.nextBoolean()) {
            int initial = number(random, random.nextBoolean() ? lowest : highest);
            values = values.with(BulkheadSchema.INITIAL, initial);
            boolean right =
                    lowest <= highest ? initial >= lowest && initial <= highest : initial >= 1 && initial <= 100_000;
            expect(expected, BulkheadSchema.INITIAL, fixed || right);
        }
        int queue = number(random, 0);
        values = values.with(BulkheadSchema.QUEUE, queue);
        expect(expected, BulkheadSchema.QUEUE, queue >= 0 && queue <= 100_000);
        Duration wait = List.of(
                        Duration.ofNanos(999_999),
                        Duration.ofMillis(1),
                        Duration.ofMinutes(10),
                        Duration.ofMinutes(10).plusNanos(1))
                .get(random.nextInt(4));
        values = values.with(BulkheadSchema.MAX_WAIT, wait);
        expect(
                expected,
                BulkheadSchema.MAX_WAIT,
                wait.equals(Duration.ofMillis(1)) || wait.equals(Duration.ofMinutes(10)));

        assertThat(problems(Bulkhead.adaptive().with(values)))
                .as(values.toString())
                .extracting(problem -> problem.substring(0, problem.indexOf(' ')))
                .containsExactlyElementsOf(expected);
    }

    /** At an edge of the range, or beside it. */
    private static int number(Random random, int lowest) {
        return List.of(lowest - 1, lowest, lowest + random.nextInt(1_000), 100_000, 100_001)
                .get(random.nextInt(5));
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
