package io.seakeep.settings;

import static io.seakeep.settings.TestSettings.ATTEMPTS;
import static io.seakeep.settings.TestSettings.BREAKER_MODE;
import static io.seakeep.settings.TestSettings.DEADLINE;
import static io.seakeep.settings.TestSettings.FAILURE_RATE;
import static io.seakeep.settings.TestSettings.HEDGE_MODE;
import static io.seakeep.settings.TestSettings.OVER_LAST_CALLS;
import static io.seakeep.settings.TestSettings.TIMEOUT_MAX;
import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.settings.TestSettings.Mode;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of docs/settings-layers.md: a real jar, a file, code and an operator, and every value with where it comes from. */
class SampleTest {

    private static final String ORGANISATION = """
            seakeep.rank = 10
            seakeep.default.breaker.failure-rate = 40%
            seakeep.default.deadline.limit = 3s
            seakeep.default.timeout.max = 5s
            seakeep.bound.default.timeout.max = 2s
            seakeep.bound.default.retry.attempts = 1..4
            seakeep.lock.dependency.payments-*.hedge.mode = off
            """;
    private static final String SERVICE = """
            seakeep.default.breaker.failure-rate = 0.3
            seakeep.dependency.payments-api.deadline.limit = 1s
            seakeep.dependency.payments-*.deadline.limit = 2s
            seakeep.dependency.payments-api[eu.west\\:1].deadline.limit = 800ms
            seakeep.default.breaker.mode = observe
            """;
    private static final String OPERATOR = """
            # incident 4711
            seakeep.dependency.payments-api.timeout.max = 4s
            """;
    private static final String ACME = "acme-defaults.jar!/META-INF/seakeep/acme.properties";
    private static final SettingValues CODE = SettingValues.nothing()
            .with(ATTEMPTS, 6)
            .with(HEDGE_MODE, Mode.ENFORCE)
            .with(FAILURE_RATE, 0.25);
    private static final SettingValues BUILT_IN =
            SettingValues.nothing().with(BREAKER_MODE, Mode.OBSERVE).with(DEADLINE, Duration.ofSeconds(30));

    @TempDir
    Path folder;

    private Path operatorFile() {
        return folder.resolve("payments.properties");
    }

    private SettingsSources sources() throws Exception {
        Path jar = TestJars.jar(
                folder.resolve("acme-defaults.jar"), Map.of("META-INF/seakeep/acme.properties", ORGANISATION));
        Path classes = Files.createDirectories(folder.resolve("classes"));
        Files.writeString(classes.resolve("seakeep.properties"), SERVICE);
        Files.writeString(operatorFile(), OPERATOR);
        ClassLoader loader = new URLClassLoader(
                new URL[] {classes.toUri().toURL(), jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
        return SettingsSources.builder()
                .classLoader(loader)
                .systemProperties(Map.of("seakeep.default.breaker.mode", "off"))
                .environment(Map.of(
                        "SEAKEEP_DEPENDENCY_PAYMENTS_API_BREAKER_MODE",
                        "enforce",
                        "SEAKEEP_OPERATOR_FILE",
                        operatorFile().toString()))
                .build();
    }

    @Test
    void everyValueIsWhereItShouldBeFrom() throws Exception {
        LoadedSettings loaded = sources().load(TestSettings.ALL);
        EffectiveSettings settings = loaded.effective("payments-api", null, TestSettings.ALL, BUILT_IN, CODE);

        assertThat(loaded.problems()).isEmpty();
        assertThat(loaded.reports()).isEmpty();
        assertThat(settings.values())
                .isEqualTo(SettingValues.nothing()
                        .with(BREAKER_MODE, Mode.ENFORCE)
                        .with(FAILURE_RATE, 0.25)
                        .with(ATTEMPTS, 4)
                        .with(DEADLINE, Duration.ofSeconds(1))
                        .with(HEDGE_MODE, Mode.OFF)
                        .with(TIMEOUT_MAX, Duration.ofSeconds(4)));
        assertThat(page())
                .contains(
                        ORGANISATION,
                        SERVICE,
                        OPERATOR,
                        shown(settings.text()),
                        shown(String.join("\n", settings.reports())));
        assertThat(TestSettings.explained(settings, TIMEOUT_MAX))
                .isEqualTo(new EffectiveValue(
                        TIMEOUT_MAX,
                        new SaidValue(
                                "4s", new Origin(Layer.OPERATOR, operatorFile().toString(), 2), "payments-api"),
                        List.of(
                                new SaidValue("2s", new Origin(Layer.ORGANISATION, ACME, 5), "default"),
                                new SaidValue("5s", new Origin(Layer.ORGANISATION, ACME, 4), "default")),
                        List.of("break-glass: at most 2s (organisation, " + ACME + ":5, default)")));
    }

    /** As it would be on a server. */
    private String shown(String text) {
        return text.replace(folder + "/classes", "/srv/payments").replace(folder.toString(), "/etc/seakeep");
    }

    /** Maven runs tests in the module's folder. */
    private static String page() throws Exception {
        return Files.readString(Path.of("..", "docs", "settings-layers.md"));
    }

    @Test
    void anotherDependencyAndAKeyHaveTheirOwn() throws Exception {
        LoadedSettings loaded = sources().load(TestSettings.ALL);
        SettingValues search = loaded.effective("search", null, TestSettings.ALL, BUILT_IN, CODE)
                .values();
        EffectiveSettings key = loaded.effective("payments-api", "eu.west:1", TestSettings.ALL, BUILT_IN, CODE);

        assertThat(search)
                .hasToString("breaker.mode=off, breaker.failure-rate=0.25, retry.attempts=4,"
                        + " deadline.limit=3s, hedge.mode=enforce, timeout.max=2s");
        assertThat(TestSettings.explained(key, DEADLINE).said())
                .isEqualTo(new SaidValue(
                        "800ms",
                        new Origin(
                                Layer.SERVICE,
                                folder.resolve("classes/seakeep.properties").toString(),
                                4),
                        "payments-api[eu.west:1]"));
        assertThat(loaded.tellsApart("payments-api", "eu.west:1")).isTrue();
        assertThat(loaded.tellsApart("payments-api", "eu.west")).isFalse();
        assertThat(key.values().says(OVER_LAST_CALLS)).isFalse();
    }

    @Test
    void jsonSaysTheSame() throws Exception {
        EffectiveSettings settings = sources()
                .load(TestSettings.ALL)
                .effective("payments-api", "a\"b", List.of(OVER_LAST_CALLS, HEDGE_MODE), BUILT_IN, CODE);
        String acme =
                "\"source\":\"acme-defaults.jar!/META-INF/seakeep/acme.properties\",\"line\":7,\"scope\":\"payments-*\"";

        assertThat(settings.json())
                .isEqualTo(
                        "{\"dependency\":\"payments-api\",\"key\":\"a\\\"b\",\"settings\":["
                                + "{\"name\":\"breaker.over-last-calls\",\"unit\":\"count\",\"value\":\"none\",\"layer\":\"built-in\","
                                + "\"source\":\"\",\"line\":0,\"scope\":\"default\",\"notes\":[],\"overruled\":[]},"
                                + "{\"name\":\"hedge.mode\",\"unit\":\"choice\",\"value\":\"off\",\"layer\":\"organisation\","
                                + acme
                                + ",\"notes\":[\"locked\"],\"overruled\":[{\"value\":\"enforce\",\"layer\":\"code\",\"source\":\"\",\"line\":0,"
                                + "\"scope\":\"payments-api\"}]}],\"reports\":[\"payments-api[a\\\"b]: hedge.mode: enforce (code, payments-api) is"
                                + " overruled: locked to off (organisation, acme-defaults.jar!/META-INF/seakeep/acme.properties:7, payments-*)\"]}");
    }
}
