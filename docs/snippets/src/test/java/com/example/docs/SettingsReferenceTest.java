package com.example.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.seakeep.Seakeep;
import io.seakeep.settings.EffectiveValue;
import io.seakeep.settings.LoadedSettings;
import io.seakeep.settings.Setting;
import io.seakeep.settings.SettingValues;
import io.seakeep.settings.SettingsSources;
import io.seakeep.time.VirtualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The reference of settings is what the code says. With {@code -Dseakeep.write=true} it is written instead of compared. */
class SettingsReferenceTest {

    private static final Path DOCS = Path.of("..");
    private static final String LAYERS = "[which setting holds](settings-layers.md)";
    private static final String COMMAND = "mvn -pl docs/snippets -am test -Dtest=SettingsReferenceTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dseakeep.write=true";

    private final Map<Setting<?>, String> defaults = defaults();

    /** In the order of the page. */
    private static Map<Setting<?>, String> defaults() {
        List<Setting<?>> schema = new ArrayList<>(Seakeep.schema());
        schema.sort(Comparator.comparing(SettingsReference::topicOf));
        Map<Setting<?>, String> defaults = new LinkedHashMap<>();
        for (EffectiveValue value : LoadedSettings.none()
                .effective("any", null, schema, SettingValues.nothing(), SettingValues.nothing())
                .explain()) {
            defaults.put(value.setting(), value.value());
        }
        return defaults;
    }

    @Test
    void thePageIsWhatTheCodeSays() throws IOException {
        check("settings.md", new SettingsReference(defaults, LAYERS).markdown());
    }

    @Test
    void theMetadataIsWhatTheCodeSays() throws IOException {
        check("settings-metadata.json", new SettingsMetadata(defaults).json());
    }

    private static void check(String name, String generated) throws IOException {
        Path file = DOCS.resolve(name);
        if (Boolean.getBoolean("seakeep.write")) {
            Files.writeString(file, generated);
        }
        assertThat(Files.exists(file) ? Files.readString(file) : "")
                .as("docs/%s; to write it anew: %s", name, COMMAND)
                .isEqualTo(generated);
    }

    @Test
    void theMetadataCanBeRead_andHasEverySetting() {
        JsonObject metadata =
                JsonParser.parseString(new SettingsMetadata(defaults).json()).getAsJsonObject();
        Map<String, JsonObject> properties = byName(metadata, "properties");
        Map<String, JsonObject> hints = byName(metadata, "hints");

        assertThat(properties)
                .containsOnlyKeys(
                        defaults.keySet().stream().map(SettingsMetadata::name).toList());
        for (Setting<?> setting : defaults.keySet()) {
            JsonObject property = properties.get(SettingsMetadata.name(setting));
            assertThat(property.get("description").getAsString()).startsWith(setting.sentence());
            if (setting.standard().isPresent()) {
                assertThat(property.get("defaultValue").getAsString()).isEqualTo(defaults.get(setting));
            } else {
                assertThat(property.has("defaultValue")).isFalse();
            }
            JsonObject hint = hints.remove(SettingsMetadata.name(setting));
            if (setting.unit().equals("choice")) {
                assertThat(hint.getAsJsonArray("values").asList())
                        .extracting(
                                value -> value.getAsJsonObject().get("value").getAsString())
                        .isEqualTo(SettingsReference.choices(setting));
            }
        }
        assertThat(hints).isEmpty();
    }

    private static Map<String, JsonObject> byName(JsonObject metadata, String list) {
        Map<String, JsonObject> byName = new HashMap<>();
        for (JsonElement element : metadata.getAsJsonArray(list)) {
            JsonObject object = element.getAsJsonObject();
            assertThat(byName.put(object.get("name").getAsString(), object)).isNull();
        }
        return byName;
    }

    /** What a setting gives as its default is what a dependency has of which nobody said anything. */
    @Test
    void theDefaultsHold() {
        try (Seakeep seakeep = Seakeep.builder()
                .time(new VirtualTime())
                .settings(SettingsSources.none())
                .build()) {
            Map<String, String> inForce = new HashMap<>();
            seakeep.dependency("any")
                    .explain()
                    .lines()
                    .filter(line -> line.contains("<-"))
                    .forEach(line -> {
                        String[] said = line.replaceAll("<-.*", "").split("=", 2);
                        inForce.put(said[0].strip(), said[1].strip());
                    });
            assertThat(inForce).isNotEmpty();
            defaults.forEach(
                    (setting, value) -> assertThat(inForce).as(setting.name()).containsEntry(setting.name(), value));
        }
    }
}
