package io.seakeep.settings.importing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Settings of ours that belong together: all of them hold, or none. For use by one thread. */
final class Block {

    final List<Property> sources;
    final List<String> notes = new ArrayList<>();
    final Map<String, String> lines = new LinkedHashMap<>();
    final Map<String, String> restored = new LinkedHashMap<>();
    private @Nullable String withheld;

    Block(List<Property> sources) {
        this.sources = new ArrayList<>(sources);
    }

    Block alsoFrom(List<Property> more) {
        sources.addAll(more);
        return this;
    }

    Block line(String setting, String value) {
        lines.put(setting, value);
        return this;
    }

    Block line(String setting, long value) {
        return line(setting, Long.toString(value));
    }

    Block line(String setting, Duration value) {
        return line(setting, SpringDuration.format(value));
    }

    /** A value that is what it is anyway, and need be said only where the defaults of the file say another one. */
    Block restore(String setting, String value) {
        restored.put(setting, value);
        return this;
    }

    Block note(String note) {
        notes.add(note);
        return this;
    }

    /** Printed, but commented out. */
    Block withhold(String why) {
        withheld = why;
        return this;
    }

    @Nullable
    String withheld() {
        return withheld;
    }
}
