package io.seakeep;

import java.util.List;

/**
 * The file that operators write has changed, and something in it cannot be. None of it holds; what was set before does.
 *
 * @param problems all that is wrong, each with file and line where that is known
 */
public record SettingsRefused(List<String> problems) implements SeakeepEvent {

    /** With a copy of the problems. */
    public SettingsRefused {
        problems = List.copyOf(problems);
    }

    @Override
    public String dependency() {
        return "settings";
    }

    @Override
    public String message() {
        return "settings were NOT reloaded, those before stay in force: " + String.join("; ", problems);
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }
}
