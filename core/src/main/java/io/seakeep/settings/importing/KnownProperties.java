package io.seakeep.settings.importing;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** All properties that one part of the other library has. */
final class KnownProperties {

    private final String library;
    private final UnaryOperator<String> spelling;
    private final Map<String, KnownProperty> byName = new LinkedHashMap<>();

    /** @param spelling leaves of a name what tells it apart from others */
    KnownProperties(String library, UnaryOperator<String> spelling, KnownProperty... known) {
        this.library = library;
        this.spelling = spelling;
        for (KnownProperty property : known) {
            byName.put(spelling.apply(property.name()), property);
        }
    }

    Collection<KnownProperty> all() {
        return byName.values();
    }

    String key(String name) {
        return spelling.apply(name);
    }

    /** Leaves out what is unknown, cannot be read, or has no equivalent, and lists it. */
    Said screened(Map<String, Property> properties, Findings findings) {
        Map<String, Property> read = new LinkedHashMap<>();
        properties.forEach((name, property) -> {
            KnownProperty known = byName.get(withoutIndex(name));
            if (known == null || (known.noEquivalent() == null && !name.equals(withoutIndex(name)))) {
                findings.leftOut(property, "is no property of " + library + " that is known here");
            } else if (known.noEquivalent() != null) {
                if (!property.value().equalsIgnoreCase(Objects.requireNonNullElse(known.standard(), ""))) {
                    findings.leftOut(property, known.noEquivalent());
                }
            } else if (property.value().contains("${")) {
                findings.leftOut(property, "has a placeholder: put its value in its place, and try again");
            } else if (known.kind().reads(property.value())) {
                read.put(name, property);
            } else {
                findings.leftOut(
                        property, "cannot be read: it should be " + known.kind().expected());
            }
        });
        return new Said(spelling, read);
    }

    /** Of a list, each element is a property. */
    private static String withoutIndex(String name) {
        int bracket = name.indexOf('[');
        return bracket < 0 ? name : name.substring(0, bracket);
    }
}
