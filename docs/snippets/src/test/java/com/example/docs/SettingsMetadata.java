package com.example.docs;

import io.seakeep.settings.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * docs/settings-metadata.json: what there is to set of all dependencies, in the form in which Spring Boot describes properties (its
 * spring-configuration-metadata.json), which editors know how to complete.
 */
final class SettingsMetadata {

    private static final Map<String, String> TYPES = Map.of(
            "duration", "java.time.Duration",
            "share", "java.lang.Double",
            "number", "java.lang.Double",
            "count", "java.lang.Integer",
            "choice", "java.lang.String");

    private final Map<Setting<?>, String> defaults;

    /** @param defaults each setting with its default, as it would be written in a file */
    SettingsMetadata(Map<Setting<?>, String> defaults) {
        this.defaults = defaults;
    }

    static String name(Setting<?> setting) {
        return "seakeep.default." + setting.name();
    }

    String json() {
        return "{\n  \"properties\": [\n"
                + defaults.keySet().stream().map(this::property).collect(Collectors.joining(",\n"))
                + "\n  ],\n  \"hints\": [\n"
                + defaults.keySet().stream()
                        .filter(setting -> setting.unit().equals("choice"))
                        .map(SettingsMetadata::hint)
                        .collect(Collectors.joining(",\n"))
                + "\n  ]\n}\n";
    }

    private String property(Setting<?> setting) {
        List<String> fields = new ArrayList<>();
        fields.add(field("name", quoted(name(setting))));
        fields.add(field("type", quoted(TYPES.get(setting.unit()))));
        fields.add(field("description", quoted(description(setting))));
        setting.standard().ifPresent(standard -> fields.add(field("defaultValue", value(setting))));
        return fields.stream().collect(Collectors.joining(",\n      ", "    {\n      ", "\n    }"));
    }

    private static String description(Setting<?> setting) {
        return setting.unit().equals("choice")
                ? setting.sentence()
                : setting.sentence() + " Allowed: " + setting.range() + ".";
    }

    private String value(Setting<?> setting) {
        String value = defaults.get(setting);
        return TYPES.get(setting.unit()).matches("java\\.lang\\.(Double|Integer)") ? value : quoted(value);
    }

    private static String hint(Setting<?> setting) {
        return SettingsReference.choices(setting).stream()
                .map(choice -> "{ \"value\": " + quoted(choice) + " }")
                .collect(Collectors.joining(
                        ", ",
                        "    {\n      " + field("name", quoted(name(setting))) + ",\n      \"values\": [",
                        "]\n    }"));
    }

    private static String field(String name, String value) {
        return quoted(name) + ": " + value;
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
