package com.example.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.Seakeep;
import io.seakeep.SeakeepEvent;
import io.seakeep.settings.Setting;
import io.seakeep.settings.SettingsSources;
import io.seakeep.settings.importing.ImportSettings;
import io.seakeep.settings.importing.ImportedSettings;
import io.seakeep.settings.importing.SettingsImporter;
import io.seakeep.time.VirtualTime;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of the settings of other libraries is right for the settings that there are, all modules included. */
class ImportedSettingsTest {

    private static final Path PAGES = Path.of("..", "migration");
    private static final int FILES = 1_000;
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private static final String[] VALUES = {
        "true",
        "false",
        "0",
        "1",
        "2",
        "5",
        "10",
        "50",
        "100",
        "1000",
        "99999",
        "-1",
        "1.5",
        "0.01",
        "100ms",
        "1s",
        "10s",
        "5m",
        "2h",
        "3d",
        "PT1M",
        "PT9999999H",
        "999999999999d",
        "TIME_BASED",
        "COUNT_BASED",
        "DISABLED",
        "METRICS_ONLY",
        "FORCED_OPEN",
        "THREAD",
        "SEMAPHORE",
        "a",
        "b",
        "default",
        "shared",
        "${X:1}",
        "",
        " ",
        "x\ny = z",
        "\u2028",
        "\\",
        "#",
        "\ud800",
        "日本",
        "0x10",
        "1e3",
        "999999999999999999999"
    };
    private static final String[] NAMES = {
        "a", "b", "shared", "default", "backendA", "Back_End", "[x.y]", "", "日本", "z-z"
    };

    /** Prefixes of properties with all that the page knows there. */
    private static Map<String, List<String>> properties(String page) throws IOException {
        Map<String, List<String>> properties = new LinkedHashMap<>();
        List<String> names = new ArrayList<>();
        for (String line : Files.readAllLines(PAGES.resolve(page))) {
            String cell = line.startsWith("| `") ? line.split("\\|")[1] : "";
            for (Matcher code = CODE.matcher(cell); code.find(); ) {
                String name = code.group(1);
                if (name.startsWith("resilience4j.") || name.startsWith("hystrix.")) {
                    names = properties.computeIfAbsent(name.replace(".KEY", ""), prefix -> new ArrayList<>());
                } else {
                    names.add(name);
                }
            }
        }
        properties.keySet().removeIf(prefix -> prefix.contains("…"));
        properties.values().forEach(list -> list.removeIf(name -> !name.matches("[A-Za-z.]+")));
        return properties;
    }

    private static SettingsImporter importer(String library) {
        return library.equals("hystrix") ? SettingsImporter.hystrix() : SettingsImporter.resilience4j();
    }

    @ParameterizedTest
    @ValueSource(strings = {"resilience4j", "hystrix"})
    void whatThePageNamesIsKnown(String library) throws IOException {
        Map<String, String> theirs = new LinkedHashMap<>();
        properties(library + ".md")
                .forEach((prefix, names) -> names.forEach(name ->
                        theirs.put(prefix + (library.equals("hystrix") ? "" : ".instances") + ".a." + name, "?")));

        assertThat(theirs).hasSizeGreaterThanOrEqualTo(25);
        assertThat(importer(library).read(theirs).leftOut()).noneMatch(left -> left.contains("known here"));
    }

    @ParameterizedTest
    @CsvSource({
        "circuitbreaker.instances.a.failureRateThreshold, 0, breaker.failure-rate",
        "circuitbreaker.instances.a.minimumNumberOfCalls, 0, breaker.over-at-least",
        "circuitbreaker.instances.a.slidingWindowSize, 0, breaker.over-last-calls",
        "circuitbreaker.instances.a.slowCallDurationThreshold, 0, breaker.slow-calls.limit",
        "circuitbreaker.instances.a.slowCallRateThreshold, 0, breaker.slow-calls.rate",
        "circuitbreaker.instances.a.waitDurationInOpenState, 0, breaker.open-for.first",
        "retry.instances.a.maxAttempts, 0, retry.attempts",
        "retry.instances.a.waitDuration, 0, retry.backoff.first",
        "bulkhead.instances.a.maxConcurrentCalls, 0, bulkhead.limit",
        "bulkhead.instances.a.maxWaitDuration, 1d, bulkhead.max-wait",
        "timelimiter.instances.a.timeoutDuration, 0, timeout.value"
    })
    void theRangesAreThoseOfTheSettings(String theirs, String value, String ours) {
        Setting<?> setting = Seakeep.schema().stream()
                .filter(known -> known.name().equals(ours))
                .findFirst()
                .orElseThrow();

        assertThat(SettingsImporter.resilience4j()
                        .read(Map.of("resilience4j." + theirs, value))
                        .text())
                .contains("out of range: " + ours + " must be " + setting.range() + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"resilience4j", "hystrix"})
    void aThousandRandomFilesComeToWhatCanBeLoaded(String library) throws IOException {
        long seed = ThreadLocalRandom.current().nextLong();
        Map<String, List<String>> known = properties(library + ".md");
        int settings = 0;
        int refused = 0;
        for (int file = 0; file < FILES; file++) {
            SplittableRandom random = new SplittableRandom(seed + file);
            Map<String, String> theirs = randomFile(library, known, random);
            String replay = "seed " + (seed + file) + ", " + theirs;
            try {
                ImportedSettings imported = importer(library).read(theirs);
                settings += imported.settings().size();
                assertLoads(imported, replay);
            } catch (IllegalArgumentException collision) {
                assertThat(collision).as(replay).hasMessageMatching("(?s).*(would both be|cannot be made).*");
                refused++;
            } catch (RuntimeException crash) {
                throw new AssertionError(replay, crash);
            }
        }
        assertThat(settings).as("settings, from seed %d", seed).isGreaterThan(5 * FILES);
        assertThat(refused).as("files refused, from seed %d", seed).isBetween(FILES / 100, FILES / 2);
    }

    private static Map<String, String> randomFile(
            String library, Map<String, List<String>> known, SplittableRandom random) {
        Map<String, String> theirs = new TreeMap<>();
        List<String> prefixes = List.copyOf(known.keySet());
        boolean wild = random.nextInt(10) == 0;
        for (int line = random.nextInt(40); line >= 0; line--) {
            String prefix = pick(random, prefixes);
            String name = NAMES[random.nextInt(wild ? NAMES.length : 4)];
            String property = pick(random, known.get(prefix));
            String kind = library.equals("hystrix") ? "" : random.nextInt(3) == 0 ? ".configs" : ".instances";
            if (!kind.isEmpty() && random.nextInt(12) == 0) {
                property = "baseConfig";
            }
            String full = prefix + kind + (name.startsWith("[") ? name : "." + name) + "." + property;
            if (wild && random.nextInt(5) == 0) {
                full = full.substring(random.nextInt(full.length()));
            }
            theirs.put(full, random.nextInt(5) == 0 ? pick(random, List.of(VALUES)) : plausible(property, random));
        }
        return theirs;
    }

    /** One that the other library could read, if it is in the range. */
    private static String plausible(String property, SplittableRandom random) {
        if (property.matches(".*(nable|force|allow).*")) {
            return pick(random, List.of("true", "false"));
        }
        if (property.matches(".*(Type|State|strategy)")) {
            return pick(
                    random,
                    List.of("TIME_BASED", "COUNT_BASED", "DISABLED", "METRICS_ONLY", "CLOSED", "SEMAPHORE", "THREAD"));
        }
        if (property.matches("baseConfig")) {
            return pick(random, List.of(NAMES).subList(0, 4));
        }
        int number = 1 + random.nextInt(1 << random.nextInt(1, 18));
        return property.contains("Duration")
                ? number + pick(random, List.of("", "ms", "s", "m"))
                : Integer.toString(number);
    }

    private static <T> T pick(SplittableRandom random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** As a service's file; and a dependency can be made of each name in it. */
    private static void assertLoads(ImportedSettings imported, String replay) {
        SettingsSources service =
                SettingsSources.builder().service("imported", imported.text()).build();
        assertThat(service.load(Seakeep.schema()).problems()).as(replay).isEmpty();
        assertThat(service.load(Seakeep.schema()).reports()).as(replay).isEmpty();
        try (Seakeep seakeep =
                Seakeep.builder().time(new VirtualTime()).settings(service).build()) {
            Map<String, String> explained = new HashMap<>();
            imported.settings().forEach((name, value) -> {
                String[] scope = name.split("\\.", 4);
                boolean all = scope[1].equals("default");
                String text = explained.computeIfAbsent(
                        all ? "any-other" : scope[2],
                        dependency -> seakeep.dependency(dependency).explain());
                String setting = all ? name.substring("seakeep.default.".length()) : scope[3];
                assertThat(text)
                        .as(replay)
                        .containsPattern("(?m)^\\s*" + Pattern.quote(setting) + "\\s+= " + Pattern.quote(value)
                                + "\\s+<- service");
            });
        }
    }

    /** The commands of the pages, with what they print. */
    @ParameterizedTest
    @ValueSource(strings = {"resilience4j", "hystrix"})
    void thePagesShowWhatIsPrinted(String library, @TempDir Path directory) throws IOException {
        List<String> blocks = propertiesBlocks(PAGES.resolve(library + ".md"));
        Path theirs = Files.writeString(directory.resolve("application.properties"), blocks.get(0));
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        int status = new ImportSettings(new PrintStream(out, true, StandardCharsets.UTF_8), System.err)
                .run(library, theirs.toString());

        assertThat(status).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8).strip())
                .isEqualTo(blocks.get(1).strip());
        assertThat(Files.readString(PAGES.resolve(library + ".md")))
                .contains("java -cp seakeep-core.jar " + ImportSettings.class.getName() + " " + library
                        + " application.properties > seakeep.properties");
    }

    private static List<String> propertiesBlocks(Path page) throws IOException {
        Matcher block = Pattern.compile("(?ms)^```properties\n(.*?)^```").matcher(Files.readString(page));
        return block.results().map(found -> found.group(1)).toList();
    }

    @Test
    void nothingIsPrintedThatTheStandardSettingsDoubt() {
        List<SeakeepEvent> events = new ArrayList<>();
        SettingsSources service = SettingsSources.builder()
                .service(
                        "imported",
                        SettingsImporter.hystrix()
                                .read(Map.of(
                                        "hystrix.command.a.execution.isolation.thread.timeoutInMilliseconds", "500"))
                                .text())
                .build();
        try (Seakeep seakeep = Seakeep.builder()
                .time(new VirtualTime())
                .listener(events::add)
                .settings(service)
                .build()) {
            seakeep.dependency("a");
        }
        assertThat(events).noneMatch(event -> event.severity() == SeakeepEvent.Severity.WARNING);
    }
}
