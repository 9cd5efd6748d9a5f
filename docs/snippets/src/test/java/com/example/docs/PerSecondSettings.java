package com.example.docs;

import io.seakeep.ConfigurablePolicy;
import io.seakeep.Gate;
import io.seakeep.Mode;
import io.seakeep.Policy;
import io.seakeep.PolicyProvider;
import io.seakeep.PolicyScope;
import io.seakeep.Position;
import io.seakeep.Problems;
import io.seakeep.settings.Setting;
import io.seakeep.settings.SettingValues;
import java.util.List;

/** {@link PerSecond}, for files and operators to set. */
record PerSecondSettings(SettingValues said) implements ConfigurablePolicy {

    static final Setting<Mode> MODE =
            Setting.choice("rate-limit.mode", Mode.OBSERVE, "Whether it refuses, only counts, or is left out.");
    static final Setting<Integer> ATTEMPTS =
            Setting.count("rate-limit.attempts", 100, 1, 1_000_000, "How many attempts there may be a second.");
    static final Setting<Integer> BURST =
            Setting.count("rate-limit.burst", 10, 1, 10_000, "How many there may be at once after a pause.");

    /** Named in META-INF/services/io.seakeep.PolicyProvider. */
    public static final class Provider implements PolicyProvider {
        @Override
        public Policy standard() {
            return new PerSecondSettings(SettingValues.nothing());
        }
    }

    private PerSecond limit() {
        return new PerSecond(said.get(ATTEMPTS), said.get(BURST), said.get(MODE));
    }

    @Override
    public List<Setting<?>> schema() {
        return List.of(MODE, ATTEMPTS, BURST);
    }

    @Override
    public ConfigurablePolicy with(SettingValues values) {
        return new PerSecondSettings(values);
    }

    @Override
    public String name() {
        return limit().name();
    }

    @Override
    public Position position() {
        return limit().position();
    }

    @Override
    public Mode mode() {
        return said.get(MODE);
    }

    @Override
    public void check(Problems problems) {
        limit().check(problems);
    }

    @Override
    public Gate start(PolicyScope scope) {
        return limit().start(scope);
    }

    @Override
    public String describe() {
        return limit().describe();
    }
}
