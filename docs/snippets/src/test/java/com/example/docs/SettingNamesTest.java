package com.example.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.Seakeep;
import io.seakeep.settings.SettingsSources;
import io.seakeep.time.VirtualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Settings that a page names exist. Of policies that have no settings yet, nothing is asked. */
class SettingNamesTest {

    private static final Path DOCS = Path.of("..");
    private static final Pattern NAME = Pattern.compile("`([a-z]+)\\.([a-z]+(?:[-.][a-z]+)*)(?: = [^`]*)?`");

    private final Set<String> settings = settings();

    private static Set<String> settings() {
        try (Seakeep seakeep = Seakeep.builder()
                .time(new VirtualTime())
                .settings(SettingsSources.none())
                .build()) {
            return seakeep.dependency("any")
                    .explain()
                    .lines()
                    .filter(line -> line.contains(" = "))
                    .map(line -> line.substring(0, line.indexOf(" = ")).strip())
                    .collect(Collectors.toSet());
        }
    }

    @Test
    void everySettingThatAPageNamesIsThere() throws IOException {
        Set<String> policies = settings.stream()
                .filter(setting -> setting.contains("."))
                .map(setting -> setting.substring(0, setting.indexOf('.')))
                .collect(Collectors.toSet());
        List<String> unknown = new ArrayList<>();
        List<String> found = new ArrayList<>();

        for (Path page : pages()) {
            Matcher name = NAME.matcher(Files.readString(page));
            while (name.find()) {
                String setting = name.group(1) + '.' + name.group(2);
                if (policies.contains(name.group(1))) {
                    (settings.contains(setting) ? found : unknown).add(DOCS.relativize(page) + ": " + setting);
                }
            }
        }
        assertThat(found).hasSizeGreaterThan(20);
        assertThat(unknown).isEmpty();
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(DOCS)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !file.toString().contains("decisions"))
                    .toList();
        }
    }
}
