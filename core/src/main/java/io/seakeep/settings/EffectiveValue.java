package io.seakeep.settings;

import java.util.List;
import java.util.Objects;

/**
 * What one setting is, and why.
 *
 * @param setting which
 * @param said what holds and who said so: the one who locked or bounded it, if that decided
 * @param overruled what would have held otherwise: the strongest first
 * @param notes whether it is locked, was clamped, or is an operator's break-glass; mostly empty
 */
public record EffectiveValue(Setting<?> setting, SaidValue said, List<SaidValue> overruled, List<String> notes) {

    public EffectiveValue {
        Objects.requireNonNull(setting, "setting");
        Objects.requireNonNull(said, "said");
        overruled = List.copyOf(overruled);
        notes = List.copyOf(notes);
    }

    /** As it would be written in a file. */
    public String value() {
        return said.value();
    }

    /** Where it was said. */
    public Origin origin() {
        return said.origin();
    }

    /** What it was said for. */
    public String scope() {
        return said.scope();
    }
}
