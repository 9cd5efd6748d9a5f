package io.seakeep.settings.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Imports lines such as {@code a.b=c}, and tells what came of them in the same form, so that tests can hold the two side by side.
 *
 * @param prefix what their names begin with, which the lines leave out
 */
record LineImporter(SettingsImporter importer, String prefix) {

    ImportedSettings read(String... lines) {
        Map<String, String> properties = new LinkedHashMap<>();
        for (String line : lines) {
            int equals = line.indexOf('=');
            properties.put(prefix + line.substring(0, equals), line.substring(equals + 1));
        }
        return importer.read(properties);
    }

    /** Ours, by their names after {@code seakeep.}. */
    static List<String> lines(ImportedSettings imported) {
        return imported.settings().entrySet().stream()
                .map(setting -> setting.getKey().replace("seakeep.", "") + "=" + setting.getValue())
                .toList();
    }

    /** @param examples theirs, and what they come to for the dependency {@code a} */
    void assertTranslates(Map<List<String>, List<String>> examples) {
        examples.forEach((theirs, ours) -> assertThat(lines(read(theirs.toArray(String[]::new))))
                .as("%s", theirs)
                .containsExactlyElementsOf(
                        ours.stream().map(line -> "dependency.a." + line).toList()));
    }
}
