package io.seakeep.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong in a file is said, all of it, with its place and what would have been right. */
class ProblemsTest {

    private static LoadedSettings service(String text) {
        return SettingsSources.builder()
                .service("seakeep.properties", text)
                .build()
                .load(TestSettings.ALL);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            seakeep.default.timeout.maxx=5s | seakeep.default.timeout.maxx names no setting; the nearest is timeout.max, from 1ms to 1h: 5s
            seakeep.default.retry.atempts=5 | seakeep.default.retry.atempts names no setting; the nearest is retry.attempts, a whole number from 1 to 20: 5
            seakeep.default.timeout.max=5 | seakeep.default.timeout.max must be from 1ms to 1h, with a unit: 5
            seakeep.default.deadline.limit=1.5 | seakeep.default.deadline.limit must be from 1ms to 1h, or none, with a unit: 1.5
            seakeep.default.timeout.max=none | seakeep.default.timeout.max must be from 1ms to 1h: none
            seakeep.default.timeout.max=2h | seakeep.default.timeout.max must be from 1ms to 1h: 2h
            seakeep.default.retry.attempts=3.5 | seakeep.default.retry.attempts must be a whole number from 1 to 20: 3.5
            seakeep.default.deadline.limit=0s | seakeep.default.deadline.limit must be from 1ms to 1h, or none: 0s
            seakeep.defualt.timeout.max=5s | seakeep.defualt.timeout.max begins with none of seakeep.default., seakeep.dependency.NAME., seakeep.lock. and seakeep.bound.; the nearest to what follows seakeep. is default: 5s
            seakeep.lock.timeout.max=5s | seakeep.lock.timeout.max does not say for which dependencies; for all it is seakeep.lock.default.timeout.max: 5s
            seakeep.timeout.max=5s | seakeep.timeout.max does not say for which dependencies; for all it is seakeep.default.timeout.max: 5s
            timeout.max=5s | timeout.max does not say for which dependencies; for all it is seakeep.default.timeout.max: 5s
            seakeep.lokc.timeout.max=5s | seakeep.lokc.timeout.max begins with none of seakeep.default., seakeep.dependency.NAME., seakeep.lock. and seakeep.bound.; the nearest to what follows seakeep. is lock: 5s
            seakeep.dependency.Payments.timeout.max=5s | seakeep.dependency.Payments.timeout.max has a dependency's name that is not 1 to 100 of a-z, 0-9, - and *: Payments: 5s
            seakeep.dependency.payments=5s | seakeep.dependency.payments ends before a setting, as in seakeep.dependency.NAME.SETTING: 5s
            seakeep.dependency.payments[eu.timeout.max=5s | seakeep.dependency.payments[eu.timeout.max has no key between brackets, as in seakeep.dependency.NAME[KEY].SETTING: 5s
            seakeep.dependency.payments[].timeout.max=5s | seakeep.dependency.payments[].timeout.max has no key between brackets, as in seakeep.dependency.NAME[KEY].SETTING: 5s
            seakeep.bound.default.timeout.max=2s..1s | seakeep.bound.default.timeout.max must be LOW..HIGH, LOW.. or ..HIGH with LOW <= HIGH, both from 1ms to 1h: 2s..1s
            seakeep.bound.default.timeout.max=.. | seakeep.bound.default.timeout.max must be LOW..HIGH, LOW.. or ..HIGH with LOW <= HIGH, both from 1ms to 1h: ..
            seakeep.bound.default.deadline.limit=none | seakeep.bound.default.deadline.limit must be LOW..HIGH, LOW.. or ..HIGH with LOW <= HIGH, both from 1ms to 1h: none
            seakeep.bound.default.hedge.mode=off | seakeep.bound.default.hedge.mode cannot be bounded, for its values have no order; they can be locked
            seakeep.default.bulkhead.max=5 | seakeep.default.bulkhead.max is a setting of seakeep-bulkhead, which is not on the class path: 5
            seakeep.rank=5 | seakeep.rank can be said by an organisation only: 5
            seakeep.default.timeout.max=\\u12x4 | has a \\u that is not followed by four of 0-9 and a-f: seakeep.default.timeout.max=\\u12x4
            """)
    void eachIsSaidWithWhatWouldHaveBeenRight(String line, String problem) {
        assertThat(service("# comment\n\n" + line + "\n").problems())
                .containsExactly("seakeep.properties:3: " + problem);
    }

    @Test
    void allComeAtOnceAndNothingIsInForce() {
        LoadedSettings loaded = service("""
                seakeep.default.timeout.max = 1s
                seakeep.default.timeout.maks = 1s
                seakeep.default.retry.attempts = 0
                seakeep.default.timeout.max = 2s
                """);

        assertThat(loaded.problems())
                .hasSize(3)
                .anySatisfy(
                        problem -> assertThat(problem)
                                .isEqualTo(
                                        "seakeep.properties:4: seakeep.default.timeout.max was said before: seakeep.properties:1"));
        assertThatThrownBy(() -> loaded.effective(
                        "payments", null, TestSettings.ALL, SettingValues.nothing(), SettingValues.nothing()))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theSameInOtherLettersIsSaidTwiceToo() {
        assertThat(service("seakeep.dependency.a*.timeout.max = 1s\nseakeep.dependency.a**.timeout.max: 1s")
                        .problems())
                .containsExactly(
                        "seakeep.properties:2: seakeep.dependency.a**.timeout.max was said before: seakeep.properties:1");
    }

    @Test
    void ofAnOrganisationOnlyWhatIsWrongIsLeftOut() {
        LoadedSettings loaded = SettingsSources.builder()
                .organisation(
                        "acme", 1, "seakeep.default.timeout.maks = 1s\nseakeep.default.timeout.max = 2s\n\\u123\n")
                .organisation("lines", 2, "seakeep.default.retry.attempts = 4\nseakeep.default.bulkhead.max = 7")
                .build()
                .load(TestSettings.ALL);

        assertThat(loaded.problems()).isEmpty();
        assertThat(loaded.reports()).hasSize(2).allMatch(report -> report.startsWith("acme:"));
        SettingValues values = loaded.effective(
                        "payments", null, TestSettings.ALL, SettingValues.nothing(), SettingValues.nothing())
                .values();
        assertThat(values).hasToString("retry.attempts=4, timeout.max=2s");
    }

    @Test
    void anOperatorLocksNothing(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("operator.properties"), "seakeep.lock.default.timeout.max = 1s");
        LoadedSettings loaded = SettingsSources.builder()
                .operatorFile(file)
                .systemProperties(Map.of("seakeep.bound.default.timeout.max", "1s"))
                .environment(Map.of("SEAKEEP_LOCK_DEFAULT_TIMEOUT_MAX", "1s"))
                .build()
                .load(TestSettings.ALL);

        assertThat(loaded.problems())
                .hasSize(3)
                .allMatch(problem -> problem.contains("cannot be said by an operator"))
                .anyMatch(problem -> problem.startsWith(file + ":1: "));
    }

    @Test
    void systemPropertiesOfOthersAreNoneOfOurs() {
        LoadedSettings loaded = SettingsSources.builder()
                .systemProperties(Map.of(
                        "seakeep.thorough", "true",
                        "seakeep.log.level", "x",
                        "user.dir", "x",
                        "seakeep.operator.file", " ",
                        "seakeep.dependancy.payments.timeout.max", "1s",
                        "seakeep.defaults.timeout.max", "1s",
                        "seakeep.default.timeout", "1s"))
                .build()
                .load(TestSettings.ALL);

        assertThat(loaded.problems())
                .satisfiesExactly(
                        one -> assertThat(one)
                                .startsWith(
                                        "system property: seakeep.default.timeout names no setting; the nearest is timeout.max"),
                        two -> assertThat(two)
                                .startsWith("system property: seakeep.defaults.timeout.max begins with none"),
                        three -> assertThat(three)
                                .startsWith(
                                        "system property: seakeep.dependancy.payments.timeout.max begins with none"));
    }

    @Test
    void whatCannotBeReadIsAProblem(@TempDir Path folder) throws Exception {
        Path latin = Files.write(folder.resolve("latin"), "# fine\n# gr\u00fcn".getBytes(StandardCharsets.ISO_8859_1));
        Path big = Files.write(folder.resolve("big"), new byte[Utf8.MOST_BYTES + 1]);
        Path justRight = Files.write(
                folder.resolve("just-right"), "#".repeat(Utf8.MOST_BYTES).getBytes());

        assertThat(serviceFile(latin)).containsExactly(latin + ": cannot be read: it is not UTF-8 in line 2");
        assertThat(serviceFile(big)).containsExactly(big + ": cannot be read: it has more than 1 MB");
        assertThat(serviceFile(justRight)).isEmpty();
        assertThat(serviceFile(folder)).containsExactly(folder + ": cannot be read: it is no regular file");
        assertThat(serviceFile(folder.resolve("none")))
                .containsExactly(
                        folder.resolve("none") + ": cannot be read: NoSuchFileException: " + folder.resolve("none"));
    }

    private static List<String> serviceFile(Path file) {
        return SettingsSources.builder()
                .service(file)
                .build()
                .load(TestSettings.ALL)
                .problems();
    }

    @Test
    void twoFilesOfAServiceAreOneTooMany() {
        LoadedSettings loaded = SettingsSources.builder()
                .service("a.properties", "")
                .service("b.properties", "seakeep.default.timeout.maxx = 1s")
                .build()
                .load(TestSettings.ALL);

        assertThat(loaded.problems())
                .hasSize(2)
                .contains("the service's settings must be in one file: a.properties, b.properties");
    }

    @Test
    void aFloodIsCutOff() {
        LoadedSettings wrong = service("seakeep.default.x = " + "1".repeat(1_000) + "\n" + "a\n".repeat(10_000));
        LoadedSettings tooMany = service("a\n".repeat(20_001));

        assertThat(wrong.problems())
                .hasSize(101)
                .allMatch(problem -> problem.length() < 400)
                .endsWith("seakeep.properties: and 9901 more");
        assertThat(tooMany.problems()).containsExactly("seakeep.properties:20001: has more than 20000 entries");
    }

    @Test
    void whatSomebodyWroteForgesNoLineOfALog() {
        assertThat(service("seakeep.default.timeout.max = 1\\n2020 ERROR\\u202e")
                        .problems())
                .containsExactly(
                        "seakeep.properties:1: seakeep.default.timeout.max must be from 1ms to 1h: 1\\u000a2020 ERROR\\u202e");
    }

    @Test
    void aByteOrderMarkIsNoPartOfAName(@TempDir Path folder) throws Exception {
        assertThat(serviceFile(
                        Files.writeString(folder.resolve("notepad"), "\uFEFFseakeep.default.timeout.max=1s\r\n")))
                .isEmpty();
    }
}
