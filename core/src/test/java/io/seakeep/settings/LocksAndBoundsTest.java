package io.seakeep.settings;

import static io.seakeep.settings.TestSettings.ALL;
import static io.seakeep.settings.TestSettings.ATTEMPTS;
import static io.seakeep.settings.TestSettings.DEADLINE;
import static io.seakeep.settings.TestSettings.HEDGE_MODE;
import static io.seakeep.settings.TestSettings.OVER_LAST_CALLS;
import static io.seakeep.settings.TestSettings.TIMEOUT_MAX;
import static io.seakeep.settings.TestSettings.effective;
import static io.seakeep.settings.TestSettings.explained;
import static io.seakeep.settings.TestSettings.payments;
import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.settings.TestSettings.Mode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whom locks and bounds bind, and whom not. */
class LocksAndBoundsTest {

    private static SettingsSources.Builder organisation(String text) {
        return SettingsSources.builder().organisation("acme", 1, text);
    }

    private static SettingValues code(Duration timeoutMax) {
        return SettingValues.nothing().with(TIMEOUT_MAX, timeoutMax);
    }

    @Test
    void aLockHoldsOverServiceAndCode() {
        EffectiveSettings settings = effective(
                organisation("seakeep.lock.default.timeout.max = 2s")
                        .service("seakeep.properties", "seakeep.dependency.payments.timeout.max = 3s"),
                code(Duration.ofSeconds(4)));
        EffectiveValue timeout = explained(settings, TIMEOUT_MAX);

        assertThat(settings.values().get(TIMEOUT_MAX)).isEqualTo(Duration.ofSeconds(2));
        assertThat(timeout.said()).isEqualTo(new SaidValue("2s", new Origin(Layer.ORGANISATION, "acme", 1), "default"));
        assertThat(timeout.notes()).containsExactly("locked");
        assertThat(timeout.overruled()).extracting(SaidValue::value).containsExactly("4s", "3s");
        assertThat(settings.reports())
                .containsExactly(
                        "payments: timeout.max: 4s (code, payments) is overruled: locked to 2s (organisation, acme:1, default)");
    }

    @Test
    void whoSaysWhatIsLockedAnywayIsNotReported() {
        assertThat(effective(organisation("seakeep.lock.default.timeout.max = 2s"), code(Duration.ofSeconds(2)))
                        .reports())
                .isEmpty();
        assertThat(payments(organisation(
                                "seakeep.default.timeout.max = 1s\nseakeep.lock.dependency.payments.timeout.max = 2s"))
                        .reports())
                .isEmpty();
    }

    @Test
    void aServicesLockBindsItsCode() {
        EffectiveSettings settings = effective(
                SettingsSources.builder().service("s", "seakeep.lock.dependency.pay*.hedge.mode = off"),
                SettingValues.nothing().with(HEDGE_MODE, Mode.ENFORCE));

        assertThat(settings.values().get(HEDGE_MODE)).isEqualTo(Mode.OFF);
        assertThat(settings.reports()).hasSize(1);
    }

    @Test
    void theEarlierLockHoldsAndTheLaterIsReported() {
        LoadedSettings loaded = organisation("seakeep.lock.default.timeout.max = 2s")
                .organisation("line", 2, "seakeep.lock.default.timeout.max = 2s")
                .service("seakeep.properties", "seakeep.lock.dependency.payments.timeout.max = 3s")
                .build()
                .load(ALL);
        EffectiveSettings settings =
                loaded.effective("payments", null, ALL, SettingValues.nothing(), SettingValues.nothing());

        assertThat(loaded.reports())
                .containsExactly(
                        "seakeep.properties:1: timeout.max cannot be locked to 3s for payments, for acme:1 locked it to 2s");
        assertThat(settings.values().get(TIMEOUT_MAX)).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.reports())
                .containsExactly("payments: timeout.max: the lock 3s (service, seakeep.properties:1,"
                        + " payments) has no effect, for an earlier one leaves no room");
    }

    @Test
    void withinOneFileTheMoreSpecificLockIsAnException() {
        EffectiveSettings settings = payments(organisation(
                "seakeep.lock.default.timeout.max = 2s\nseakeep.lock.dependency.payments.timeout.max = 3s"));

        assertThat(settings.values().get(TIMEOUT_MAX)).isEqualTo(Duration.ofSeconds(3));
        assertThat(settings.reports()).isEmpty();
    }

    @Test
    void anOperatorBreaksTheGlass() {
        EffectiveSettings lock = payments(organisation("seakeep.lock.default.timeout.max = 2s")
                .environment(Map.of("SEAKEEP_DEFAULT_TIMEOUT_MAX", "3s")));
        EffectiveSettings bound = payments(organisation("seakeep.bound.default.timeout.max = 1s..2s")
                .environment(Map.of("SEAKEEP_DEFAULT_TIMEOUT_MAX", "3s")));
        EffectiveSettings within = effective(
                organisation("seakeep.bound.default.timeout.max = 1s..2s")
                        .environment(Map.of("SEAKEEP_DEFAULT_TIMEOUT_MAX", "1500ms")),
                code(Duration.ofMillis(1_700)));

        assertThat(lock.values().get(TIMEOUT_MAX)).isEqualTo(Duration.ofSeconds(3));
        assertThat(explained(lock, TIMEOUT_MAX).notes())
                .containsExactly("break-glass: locked to 2s (organisation, acme:1, default)");
        assertThat(lock.reports())
                .containsExactly(
                        "payments: timeout.max: 3s (operator, environment variable"
                                + " SEAKEEP_DEFAULT_TIMEOUT_MAX, default) breaks what is locked to 2s (organisation, acme:1, default)");
        assertThat(bound.values().get(TIMEOUT_MAX)).isEqualTo(Duration.ofSeconds(3));
        assertThat(explained(bound, TIMEOUT_MAX).notes())
                .containsExactly("break-glass: from 1s to 2s (organisation, acme:1, default)");
        assertThat(within.values().get(TIMEOUT_MAX)).isEqualTo(Duration.ofMillis(1_500));
        assertThat(within.reports()).isEmpty();
        assertThat(explained(within, TIMEOUT_MAX).overruled())
                .extracting(SaidValue::value)
                .containsExactly("1700ms");
    }

    @Test
    void aBoundClampsFromBothSides() {
        String bound = "seakeep.bound.default.timeout.max = 1s .. 2s";

        assertThat(effective(organisation(bound), code(Duration.ofSeconds(3)))
                        .values()
                        .get(TIMEOUT_MAX))
                .isEqualTo(Duration.ofSeconds(2));
        assertThat(effective(organisation(bound), code(Duration.ofMillis(3)))
                        .values()
                        .get(TIMEOUT_MAX))
                .isEqualTo(Duration.ofSeconds(1));
        assertThat(effective(organisation(bound), code(Duration.ofMillis(1_001)))
                        .reports())
                .isEmpty();
    }

    @Test
    void whatNobodySaidIsClampedWithoutAReport() {
        EffectiveSettings settings = payments(organisation("seakeep.bound.default.timeout.max = 2s"));

        assertThat(settings.values().get(TIMEOUT_MAX)).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.values().says(TIMEOUT_MAX)).isTrue();
        assertThat(explained(settings, TIMEOUT_MAX).notes()).containsExactly("clamped: at most 2s");
        assertThat(explained(settings, TIMEOUT_MAX).overruled())
                .extracting(SaidValue::value)
                .containsExactly("10s");
        assertThat(settings.reports()).isEmpty();
    }

    @Test
    void whereABoundChangesNothingNothingWasSaid() {
        EffectiveSettings settings = payments(organisation("seakeep.bound.default.timeout.max = 20s"));

        assertThat(settings.values().says(TIMEOUT_MAX)).isFalse();
        assertThat(explained(settings, TIMEOUT_MAX).origin()).isEqualTo(Origin.BUILT_IN);
    }

    @Test
    void boundsOfSeveralFilesOnlyNarrow() {
        SettingsSources.Builder sources = organisation("seakeep.bound.default.retry.attempts = 2..5")
                .organisation("line", 2, "seakeep.bound.default.retry.attempts = 1..4")
                .service("s", "seakeep.bound.default.retry.attempts = 7..9\nseakeep.default.retry.attempts = 1");
        EffectiveSettings low = payments(sources);
        EffectiveSettings high = effective(sources, SettingValues.nothing().with(ATTEMPTS, 8));

        assertThat(low.values().get(ATTEMPTS)).isEqualTo(2);
        assertThat(explained(low, ATTEMPTS).origin()).isEqualTo(new Origin(Layer.ORGANISATION, "acme", 1));
        assertThat(high.values().get(ATTEMPTS)).isEqualTo(4);
        assertThat(explained(high, ATTEMPTS).origin()).isEqualTo(new Origin(Layer.ORGANISATION, "line", 1));
        assertThat(high.reports())
                .containsExactly(
                        "payments: retry.attempts: 8 (code, payments) is clamped to 4: from 2 to 4"
                                + " (organisation, acme:1, default and organisation, line:1, default)",
                        "payments: retry.attempts: the bound from 7 to 9 (service, s:1, default) has no effect, for an earlier one"
                                + " leaves no room");
    }

    @Test
    void withinOneFileTheMoreSpecificBoundIsAnException() {
        EffectiveSettings settings = effective(
                organisation("seakeep.bound.default.timeout.max = 2s\nseakeep.bound.dependency.pay*.timeout.max = 30s"),
                code(Duration.ofSeconds(20)));

        assertThat(settings.values().get(TIMEOUT_MAX)).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void anEarlierBoundBindsALockAndALaterOneDoesNot() {
        SettingsSources.Builder earlier = organisation("seakeep.bound.default.timeout.max = 2s")
                .service("s", "seakeep.lock.default.timeout.max = 3s");
        SettingsSources.Builder later = organisation("seakeep.lock.default.timeout.max = 3s")
                .service("s", "seakeep.bound.default.timeout.max = 2s");

        assertThat(payments(earlier).values().get(TIMEOUT_MAX)).isEqualTo(Duration.ofSeconds(2));
        assertThat(explained(payments(earlier), TIMEOUT_MAX).notes()).containsExactly("locked", "clamped: at most 2s");
        assertThat(payments(later).values().get(TIMEOUT_MAX)).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void noneDoesNotTakeAwayAValueThatABoundIsAbout() {
        SettingValues none = SettingValues.nothing().withNone(DEADLINE);
        SettingsSources.Builder bounded =
                organisation("seakeep.default.deadline.limit = 5s\nseakeep.bound.default.deadline.limit = 3s");
        EffectiveSettings settings = effective(bounded, none);

        assertThat(settings.values().get(DEADLINE)).isEqualTo(Duration.ofSeconds(3));
        assertThat(settings.reports())
                .anyMatch(
                        report -> report.startsWith(
                                "payments: deadline.limit: none (code, payments) is overruled by 5s: at most 3s (organisation, acme:2"));
        assertThat(effective(organisation("seakeep.default.deadline.limit = 5s"), none)
                        .values()
                        .getOrNull(DEADLINE))
                .isNull();
    }

    @Test
    void aBoundMakesUpNoValue() {
        SettingsSources.Builder bounded = organisation("seakeep.bound.default.breaker.over-last-calls = 500");
        SettingValues none = SettingValues.nothing().withNone(OVER_LAST_CALLS);

        assertThat(payments(bounded).values().says(OVER_LAST_CALLS)).isFalse();
        assertThat(effective(bounded, none).values().getOrNull(OVER_LAST_CALLS)).isNull();
        assertThat(effective(bounded, none).reports()).isEmpty();
    }

    @Test
    void anOperatorMayTakeAwayTheValueAndIsReported() {
        EffectiveSettings settings =
                payments(organisation("seakeep.default.deadline.limit = 1s\nseakeep.bound.default.deadline.limit = 3s")
                        .systemProperties(Map.of("seakeep.dependency.payments.deadline.limit", "none")));

        assertThat(settings.values().getOrNull(DEADLINE)).isNull();
        assertThat(settings.values().says(DEADLINE)).isTrue();
        assertThat(settings.reports()).singleElement().asString().contains("breaks what is at most 3s");
    }

    @Test
    void equalRanksAreReportedAndSortedByName() {
        LoadedSettings loaded = SettingsSources.builder()
                .organisation(
                        "b.jar!/META-INF/seakeep/a.properties", 0, "seakeep.rank = 5\nseakeep.default.timeout.max = 1s")
                .organisation("a.jar!/META-INF/seakeep/b.properties", 5, "seakeep.default.timeout.max = 2s")
                .organisation("c", 4, "seakeep.default.timeout.max = 3s\nseakeep.rank=many\n")
                .build()
                .load(ALL);
        EffectiveSettings settings =
                loaded.effective("payments", null, ALL, SettingValues.nothing(), SettingValues.nothing());

        assertThat(settings.values().get(TIMEOUT_MAX)).isEqualTo(Duration.ofSeconds(2));
        assertThat(loaded.reports())
                .containsExactly(
                        "a.jar!/META-INF/seakeep/b.properties: has the rank 5 as b.jar!/META-INF/seakeep/a.properties has, and comes"
                                + " after it by its name only",
                        "c:2: seakeep.rank must be a whole number from -1000000 to 1000000, and counts as 4: many");
    }
}
