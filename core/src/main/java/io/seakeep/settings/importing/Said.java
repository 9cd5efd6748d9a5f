package io.seakeep.settings.importing;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What was said in one place, or comes to hold there, all of which can be read. Immutable. */
final class Said {

    private final UnaryOperator<String> spelling;
    private final Map<String, Property> properties;

    Said(UnaryOperator<String> spelling, Map<String, Property> properties) {
        this.spelling = spelling;
        this.properties = new LinkedHashMap<>(properties);
    }

    /** With what is said beneath where nothing is said here. */
    Said over(Said beneath) {
        Map<String, Property> both = new LinkedHashMap<>(beneath.properties);
        both.putAll(properties);
        return new Said(spelling, both);
    }

    Said with(String name, Property property) {
        Map<String, Property> more = new LinkedHashMap<>(properties);
        more.put(spelling.apply(name), property);
        return new Said(spelling, more);
    }

    boolean isEmpty() {
        return properties.isEmpty();
    }

    boolean has(String name) {
        return find(name) != null;
    }

    @Nullable
    Property find(String name) {
        return properties.get(spelling.apply(name));
    }

    /** Those of the properties that were said. */
    List<Property> sources(String... names) {
        List<Property> sources = new ArrayList<>();
        for (String name : names) {
            Property property = find(name);
            if (property != null) {
                sources.add(property);
            }
        }
        return sources;
    }

    Optional<String> word(String name) {
        return Optional.ofNullable(find(name)).map(Property::value);
    }

    long count(String name, long otherwise) {
        Property property = find(name);
        return property == null ? otherwise : Long.parseLong(property.value());
    }

    BigDecimal number(String name, String otherwise) {
        return new BigDecimal(word(name).orElse(otherwise));
    }

    Duration duration(String name, Duration otherwise) {
        return word(name).map(SpringDuration::parse).orElse(otherwise);
    }

    /** Whether it was said to be true. */
    boolean isOn(String name) {
        return word(name).filter(value -> value.equalsIgnoreCase("true")).isPresent();
    }

    /** Whether it was said to be false. */
    boolean isOff(String name) {
        return word(name).filter(value -> value.equalsIgnoreCase("false")).isPresent();
    }

    /** A percentage as the share that it is. */
    String share(String name, String otherwise) {
        BigDecimal share = number(name, otherwise).movePointLeft(2);
        return Objects.requireNonNull(
                share.signum() == 0 ? "0" : share.stripTrailingZeros().toPlainString());
    }
}
