package io.seakeep.settings;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One of a few constants of an enumeration. */
record ChoiceType<E extends Enum<E>>(List<E> choices) implements ValueType<E> {

    @Override
    public @Nullable E parse(String text) {
        return choices.stream()
                .filter(constant -> format(constant).equals(text))
                .findFirst()
                .orElse(null);
    }

    @Override
    public boolean allows(E value) {
        return choices.contains(value);
    }

    @Override
    public String format(E value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String range() {
        return choices.stream().map(this::format).collect(Collectors.joining(" | "));
    }

    @Override
    public String unit() {
        return "choice";
    }

    @Override
    public boolean isOrdered() {
        return false;
    }

    @Override
    public int compare(E a, E b) {
        return 0;
    }
}
