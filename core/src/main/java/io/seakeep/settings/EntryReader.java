package io.seakeep.settings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Understands what one source says, or complains. For use by one thread. */
final class EntryReader {

    private final SettingNames names;
    private final Layer layer;
    private final int order;
    private final Complaints complaints;
    private final Map<Subject, Origin> saidAt = new HashMap<>();
    private final List<Entry> entries = new ArrayList<>();

    /** What can be said once in a source. */
    private record Subject(PropertyName.Kind kind, Scope scope, String setting) {}

    EntryReader(SettingNames names, Layer layer, int order, Complaints complaints) {
        this.names = names;
        this.layer = layer;
        this.order = order;
        this.complaints = complaints;
    }

    /** Of a file. */
    void read(PropertyLine line, String source) {
        PropertyName name;
        try {
            name = PropertyName.of(line.name());
        } catch (IllegalArgumentException wrong) {
            complaints.add(line.line(), line.name(), reason(line.name(), wrong) + ": " + Quoted.brief(line.value()));
            return;
        }
        read(line, name, new Origin(layer, source, line.line()));
    }

    private @Nullable String reason(String name, IllegalArgumentException wrong) {
        if (name.equals(SettingsReader.RANK)) {
            return "can be said by an organisation only";
        }
        String forAll = PropertyName.forAll(name);
        boolean hasNoScope = names.find(PropertyName.of(forAll).setting()) != null;
        return hasNoScope ? "does not say for which dependencies; for all it is " + forAll : wrong.getMessage();
    }

    /** The same when it is known what the name says. */
    void read(PropertyLine line, PropertyName name, Origin origin) {
        if (layer == Layer.OPERATOR && name.kind() != PropertyName.Kind.VALUE) {
            complaints.add(
                    line.line(),
                    line.name(),
                    "cannot be said by an operator: locks and bounds are the organisation's and the service's");
            return;
        }
        Setting<?> setting = names.find(name.setting());
        if (setting == null) {
            complainOfUnknown(line, name.setting());
            return;
        }
        Origin before = saidAt.putIfAbsent(new Subject(name.kind(), name.scope(), name.setting()), origin);
        if (before != null) {
            complaints.add(line.line(), line.name(), "was said before: " + before.place());
            return;
        }
        Object said = said(line, name, setting);
        if (said != null) {
            entries.add(new Entry(name.kind(), name.scope(), setting, said, origin, order));
        }
    }

    private void complainOfUnknown(PropertyLine line, String setting) {
        if (layer == Layer.ORGANISATION && names.isOfAbsentJar(setting)) {
            return; // it speaks to many services, of which not all have every jar
        }
        complaints.add(
                line.line(),
                line.name(),
                complaints.hasRoom() ? names.unknown(setting) + ": " + Quoted.brief(line.value()) : "");
    }

    private @Nullable Object said(PropertyLine line, PropertyName name, Setting<?> setting) {
        if (name.kind() == PropertyName.Kind.BOUND) {
            try {
                return Bound.parse(setting, line.value());
            } catch (IllegalArgumentException wrong) {
                complaints.add(line.line(), line.name(), Objects.requireNonNull(wrong.getMessage()));
                return null;
            }
        }
        Object said = setting.parseSaid(line.value());
        if (said == null) {
            complaints.add(
                    line.line(),
                    line.name(),
                    "must be " + setting.range()
                            + setting.type().missing(line.value().strip()) + ": "
                            + Quoted.brief(line.value().strip()));
        }
        return said;
    }

    List<Entry> entries() {
        return entries;
    }
}
