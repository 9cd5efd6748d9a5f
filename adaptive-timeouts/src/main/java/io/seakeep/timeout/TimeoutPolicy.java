package io.seakeep.timeout;

import io.seakeep.ActivePolicy;
import io.seakeep.PolicyScope;
import io.seakeep.Problems;
import io.seakeep.settings.SettingValues;
import org.jspecify.annotations.Nullable;

/** The description of a {@link Timeout}. Immutable; its settings are checked when the dependency is built. */
public final class TimeoutPolicy extends TimeoutDescription<TimeoutPolicy> {

    private final FixedSettings settings;

    TimeoutPolicy(SettingValues said, @Nullable LearnedStore store) {
        super(said, store);
        this.settings = FixedSettings.of(said);
    }

    @Override
    TimeoutPolicy saying(SettingValues said) {
        return new TimeoutPolicy(said, store());
    }

    FixedSettings settings() {
        return settings;
    }

    @Override
    public void check(Problems problems) {
        settings.check(problems);
    }

    @Override
    public ActivePolicy start(PolicyScope scope) {
        return new Timeout(settings, scope);
    }

    @Override
    public String describe() {
        return settings.describe();
    }
}
