package io.seakeep;

/**
 * The file that operators write has changed, and what it says holds now.
 *
 * @param changed for how many dependencies and keys something changed
 */
public record SettingsReloaded(int changed) implements SeakeepEvent {

    @Override
    public String dependency() {
        return "settings";
    }

    @Override
    public String message() {
        return "settings were reloaded; dependencies and keys for which something changed: " + changed;
    }
}
