package io.seakeep.settings;

import static io.seakeep.settings.TestSettings.ALL;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the operator's file counts as changed. */
class FileWatchTest {

    @TempDir
    Path folder;

    private Path file;
    private SettingsSources sources;

    @BeforeEach
    void aFile() throws Exception {
        file = Files.writeString(folder.resolve("operator.properties"), "seakeep.default.timeout.max=1s");
        sources = SettingsSources.builder().operatorFile(file).build();
    }

    private String loaded() {
        LoadedSettings loaded = sources.load(ALL);
        return loaded.problems().isEmpty()
                ? loaded.effective("x", null, ALL, SettingValues.nothing(), SettingValues.nothing())
                        .values()
                        .toString()
                : loaded.problems().toString();
    }

    @Test
    void whatWasNeverReadHasChanged() {
        assertThat(sources.changed()).isTrue();
        assertThat(sources.operatorFile()).contains(file);
        assertThat(SettingsSources.none().changed()).isFalse();
        assertThat(SettingsSources.none().operatorFile()).isEmpty();
    }

    @Test
    void aChangeIsSeenUntilItIsRead() throws Exception {
        loaded();
        assertThat(sources.changed()).isFalse();
        assertThat(sources.changed()).isFalse();
        Files.writeString(file, "seakeep.default.timeout.max=22s");

        assertThat(sources.changed()).isTrue();
        assertThat(sources.changed()).isTrue();
        assertThat(loaded()).isEqualTo("timeout.max=22s");
        assertThat(sources.changed()).isFalse();
    }

    @Test
    void aChangeOfTheSameLengthInTheSameInstantIsSeen() throws Exception {
        FileTime time = Files.getLastModifiedTime(file);
        loaded();
        Files.writeString(file, "seakeep.default.timeout.max=2s");
        Files.setLastModifiedTime(file, time);

        assertThat(sources.changed()).isTrue();
    }

    @Test
    void touchingItChangesNothing() throws Exception {
        loaded();
        sources.changed();
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000));

        assertThat(sources.changed()).isFalse();
        assertThat(sources.changed()).isFalse();
    }

    @Test
    void anotherFileInItsPlaceIsSeen() throws Exception {
        loaded();
        sources.changed();
        FileTime time = Files.getLastModifiedTime(file);
        Path other = Files.writeString(folder.resolve("new"), "seakeep.default.timeout.max=3s");
        Files.setLastModifiedTime(other, time);
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);

        assertThat(sources.changed()).isTrue();
    }

    @Test
    void aFileThatIsGoneForAMomentIsNot() throws Exception {
        loaded();
        Files.delete(file);
        assertThat(sources.changed()).isFalse();
        Files.writeString(file, "seakeep.default.timeout.max=1s");
        assertThat(sources.changed()).isFalse();
        Files.write(file, new byte[0]);
        assertThat(sources.changed()).isFalse();
        Files.writeString(file, "seakeep.default.timeout.max=5s");

        assertThat(sources.changed()).isTrue();
    }

    @Test
    void aFileThatStaysAwayIsGoneAndOneThatComesIsThere() throws Exception {
        loaded();
        Files.delete(file);

        assertThat(sources.changed()).isFalse();
        assertThat(sources.changed()).isTrue();
        LoadedSettings without = sources.load(ALL);
        assertThat(without.problems()).isEmpty();
        assertThat(without.reports())
                .containsExactly(
                        file + ": is gone; what it said does not hold any more, and it is read when it is back");
        assertThat(sources.changed()).isFalse();
        assertThat(sources.changed()).isFalse();
        Files.writeString(file, "seakeep.default.timeout.max=4s");
        assertThat(sources.changed()).isTrue();
        assertThat(loaded()).isEqualTo("timeout.max=4s");
    }

    @Test
    void aBadFileIsReadOnceAndAgainWhenItIsMended() throws Exception {
        Files.writeString(file, "seakeep.default.timeout.max=1");
        assertThat(loaded()).contains("must be from 1ms to 1h, with a unit: 1");
        assertThat(sources.changed()).isFalse();
        Files.delete(file);
        Files.createDirectory(file);
        assertThat(sources.changed()).isTrue();
        assertThat(loaded()).contains("it is no regular file");
        assertThat(sources.changed()).isFalse();
        Files.delete(file);
        Files.writeString(file, "seakeep.default.timeout.max=1s");

        assertThat(sources.changed()).isTrue();
    }

    @Test
    void thePathIsLookedUpWhereverItMayBe() {
        Properties properties = new Properties();
        properties.setProperty("seakeep.operator.file", file.toString());
        SettingsSources byProperty =
                SettingsSources.builder().systemProperties(properties).build();
        SettingsSources byVariable = SettingsSources.builder()
                .systemProperties(properties)
                .environment(Map.of("SEAKEEP_OPERATOR_FILE", "/elsewhere"))
                .build();
        SettingsSources wrong = SettingsSources.builder()
                .environment(Map.of("SEAKEEP_OPERATOR_FILE", "a\0b"))
                .build();

        assertThat(byProperty.operatorFile()).contains(file);
        assertThat(byProperty.load(ALL).entryCount()).isEqualTo(1);
        assertThat(byVariable.operatorFile()).contains(Path.of("/elsewhere"));
        assertThat(wrong.operatorFile()).isEmpty();
        assertThat(wrong.changed()).isFalse();
        assertThat(wrong.load(ALL).problems()).containsExactly("operator's file: is no path: a\\u0000b");
        properties.remove("seakeep.operator.file");
        assertThat(byProperty.operatorFile()).isEmpty();
    }

    @Test
    void aFileThatIsNamedNoMoreCountsAsGone() throws Exception {
        Path other = Files.writeString(folder.resolve("other.properties"), "seakeep.default.timeout.max=3s");
        Properties properties = new Properties();
        properties.setProperty("seakeep.operator.file", file.toString());
        sources = SettingsSources.builder().systemProperties(properties).build();
        assertThat(loaded()).isEqualTo("timeout.max=1s");
        assertThat(sources.changed()).isFalse();

        properties.remove("seakeep.operator.file");
        assertThat(sources.changed()).isTrue();
        LoadedSettings without = sources.load(ALL);
        assertThat(without.problems()).isEmpty();
        assertThat(without.entryCount()).isZero();
        assertThat(without.reports())
                .containsExactly(
                        file
                                + ": is named no more, by SEAKEEP_OPERATOR_FILE or seakeep.operator.file; what it said does not hold");
        assertThat(sources.changed()).isFalse();
        assertThat(sources.load(ALL).reports()).isEmpty();

        properties.setProperty("seakeep.operator.file", file.toString());
        assertThat(sources.changed()).isTrue();
        assertThat(loaded()).isEqualTo("timeout.max=1s");
        properties.setProperty("seakeep.operator.file", other.toString());
        assertThat(sources.changed()).isTrue();
        assertThat(loaded()).isEqualTo("timeout.max=3s");
        properties.setProperty("seakeep.operator.file", "a\0b");
        assertThat(sources.changed()).isTrue();
        assertThat(loaded()).isEqualTo("[operator's file: is no path: a\\u0000b]");
        assertThat(sources.changed()).as("it is said once").isFalse();
    }
}
