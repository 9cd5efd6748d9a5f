package io.seakeep.settings;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Settings as lines for a terminal: name, value, where it comes from, and what else there is to know. */
record EffectiveText(List<EffectiveValue> explained) {

    String text() {
        String form = "%-" + widest(value -> value.setting().name()) + "s = %-" + widest(EffectiveValue::value)
                + "s  <- %s%n";
        StringBuilder text = new StringBuilder();
        for (EffectiveValue value : explained) {
            text.append(form.formatted(value.setting().name(), Quoted.plain(value.value()), source(value)));
        }
        return text.toString();
    }

    private int widest(Function<EffectiveValue, String> column) {
        return explained.stream()
                .mapToInt(value -> column.apply(value).length())
                .max()
                .orElse(1);
    }

    private static String source(EffectiveValue value) {
        StringBuilder text = new StringBuilder(value.origin().toString());
        if (!value.origin().equals(Origin.BUILT_IN)) {
            text.append(", ").append(value.scope());
        }
        value.notes().forEach(note -> text.append("; ").append(note));
        if (!value.overruled().isEmpty()) {
            text.append("; instead of ")
                    .append(value.overruled().stream().map(SaidValue::toString).collect(Collectors.joining(", ")));
        }
        return Quoted.plain(text.toString());
    }
}
