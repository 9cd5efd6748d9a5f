package io.seakeep.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ten thousand files that nobody meant: of a service, of an organisation, of an operator. None makes loading throw or hang; and each is in force
 * as a whole, or not at all.
 */
class FuzzedSettingsTest {

    private static final int FILES = 10_000;
    private static final String VALID = """
            # What a file looks like
            seakeep.default.breaker.mode = observe
            seakeep.default.breaker.failure-rate=40%
            seakeep.dependency.payments.timeout.max : 2s
            seakeep.dependency.pay*.retry.attempts 4
            seakeep.dependency.payments[eu.west\\:1].deadline.limit = 1.5s
            seakeep.default.hedge.mode = \\
                enforce
            seakeep.dependency.search.timeout.max = \\u0031s
            """;
    private static final String RESTRICTIONS = """
            seakeep.lock.dependency.payments-*.hedge.mode = off
            seakeep.bound.default.timeout.max = 1s..2s
            """;
    private static final String[] PIECES = {
        "\n",
        "\r",
        "\\",
        "\\u",
        "\\u12",
        "=",
        ":",
        " ",
        "..",
        "*",
        "[",
        "]",
        ".",
        "-",
        "#",
        "!",
        "%",
        "\u0000",
        "\ud83d\ude00",
        "none",
        "seakeep.",
        "seakeep.lock.",
        "seakeep.bound.",
        "seakeep.default.",
        "seakeep.dependency.",
        "seakeep.rank=1",
        "99999999999999999999",
        "-1",
        "NaN",
        "1e9",
        "0x1",
        "timeout.max",
        "hedge.mode=off",
        "\\\n",
        "\uFEFF",
        "\u202e"
    };

    private static final SettingValues CODE =
            SettingValues.nothing().with(TestSettings.TIMEOUT_MAX, Duration.ofSeconds(9));

    @TempDir
    Path folder;

    @Test
    void neitherCrashNorHangNorHalf() {
        long seed = ThreadLocalRandom.current().nextLong();
        int[] inForce = new int[1];
        assertTimeoutPreemptively(Duration.ofMinutes(2), () -> {
            for (int i = 0; i < FILES; i++) {
                long ofFile = seed + i;
                byte[] file = fuzzed(new SplittableRandom(ofFile));
                try {
                    inForce[0] += check(file, i);
                } catch (Throwable failed) {
                    throw new AssertionError(
                            "seed " + ofFile + ": " + new String(file, StandardCharsets.UTF_8), failed);
                }
            }
        });
        // Else this would be about files that are all refused, or about none that is.
        assertThat(inForce[0]).as("seed %d", seed).isBetween(FILES / 20, FILES - FILES / 20);
    }

    /** 1 if the file is in force as a whole. */
    private int check(byte[] bytes, int round) throws Exception {
        String text = new String(bytes, StandardCharsets.UTF_8);
        boolean utf8 = Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes);
        SettingsSources.Builder sources = SettingsSources.builder();
        boolean organisation = round % 3 == 0;
        if (organisation) {
            sources.organisation("acme", 1, text);
        } else if (round % 10 == 0) {
            sources.operatorFile(Files.write(folder.resolve("operator"), bytes));
        } else if (round % 10 == 1 || !utf8) {
            sources.service(Files.write(folder.resolve("service"), bytes));
        } else {
            sources.service("service", text);
        }
        LoadedSettings loaded = sources.build().load(TestSettings.ALL);
        for (String problem : loaded.problems()) {
            assertTrue(problem.lines().count() == 1, problem);
        }
        if (!loaded.problems().isEmpty()) {
            assertFalse(organisation);
            assertThrows(IllegalStateException.class, () -> effective(loaded, "payments", null));
            return 0;
        }
        look(effective(loaded, "payments", "eu.west:1"));
        look(effective(loaded, "payments-api", null));
        if (organisation) {
            return 0;
        }
        assertTrue(utf8, "not UTF-8");
        // As a whole: as many are in force as there are lines.
        assertEquals(PropertyLines.of(Utf8.text(bytes), new Complaints("s")).size(), loaded.entryCount());
        return 1;
    }

    private static EffectiveSettings effective(LoadedSettings loaded, String dependency, String key) {
        return loaded.effective(dependency, key, TestSettings.ALL, SettingValues.nothing(), CODE);
    }

    private static void look(EffectiveSettings settings) {
        assertEquals(TestSettings.ALL.size(), settings.text().lines().count());
        assertTrue(settings.json().endsWith("]}"));
        for (EffectiveValue value : settings.explain()) {
            assertNotNull(value.setting().parseSaid(value.value()), value::toString);
        }
    }

    private static byte[] fuzzed(SplittableRandom random) {
        if (random.nextInt(10) == 0) {
            byte[] bytes = new byte[random.nextInt(500)];
            random.nextBytes(bytes);
            return bytes;
        }
        StringBuilder text = new StringBuilder(VALID);
        if (random.nextInt(2) == 0) {
            text.append(RESTRICTIONS);
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            mutate(text, random);
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0 && random.nextInt(10) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private static void mutate(StringBuilder text, SplittableRandom random) {
        int at = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), at + random.nextInt(40));
        switch (random.nextInt(8)) {
            case 0 -> text.insert(at, PIECES[random.nextInt(PIECES.length)]);
            case 1 -> text.delete(at, to);
            case 2 -> text.replace(at, to, PIECES[random.nextInt(PIECES.length)]);
            case 3 -> text.setLength(at);
            case 4 -> text.insert(at, text.substring(at, to));
            case 5 -> text.insert(at, (char) random.nextInt(0xD800));
            case 6 -> text.insert(at, PIECES[random.nextInt(PIECES.length)].repeat(random.nextInt(200)));
            default -> replaceLine(text, random);
        }
    }

    /** One line anew, which may well be right. */
    private static void replaceLine(StringBuilder text, SplittableRandom random) {
        int at = text.lastIndexOf("\n", random.nextInt(text.length() + 1)) + 1;
        String[] scopes = {
            "default", "dependency.payments", "dependency.*", "dependency.payments[eu.west\\:1]", "dependency."
        };
        String[] kinds = {"", "", "lock.", "bound."};
        String[] values = {"1s", "3", "none", "off", "..2s", "2..3", "0.5", "x", ""};
        Setting<?> setting = TestSettings.ALL.get(random.nextInt(TestSettings.ALL.size()));
        text.insert(
                at,
                "seakeep." + kinds[random.nextInt(kinds.length)] + scopes[random.nextInt(scopes.length)] + "."
                        + setting.name() + " = " + values[random.nextInt(values.length)] + "\n");
    }
}
