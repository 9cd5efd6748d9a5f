package io.seakeep.timeout;

import io.seakeep.ActivePolicy;
import io.seakeep.PolicyScope;
import io.seakeep.Problems;
import io.seakeep.settings.SettingValues;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The description of an {@link AdaptiveTimeout}. Immutable; its settings are checked when the dependency is built. */
public final class AdaptiveTimeoutPolicy extends TimeoutDescription<AdaptiveTimeoutPolicy> {

    private final TimeoutSettings settings;

    AdaptiveTimeoutPolicy(SettingValues said, @Nullable LearnedStore store) {
        super(said, store);
        this.settings = TimeoutSettings.of(said);
    }

    @Override
    AdaptiveTimeoutPolicy saying(SettingValues said) {
        return new AdaptiveTimeoutPolicy(said, store());
    }

    TimeoutSettings settings() {
        return settings;
    }

    /**
     * Between which timeouts it chooses; 100 ms and 10 s by default.
     *
     * @param min from 1 ms to 1 h
     * @param max from {@code min} to 1 h
     */
    public AdaptiveTimeoutPolicy between(Duration min, Duration max) {
        return saying(said().with(TimeoutSchema.MIN, min).with(TimeoutSchema.MAX, max));
    }

    /**
     * The timeout until enough is known; 10 s by default, or the nearest of its bounds. Too long rather than too short: what it cuts off is
     * never learned.
     *
     * @param initial between {@code min} and {@code max}
     */
    public AdaptiveTimeoutPolicy initial(Duration initial) {
        return saying(said().with(TimeoutSchema.INITIAL, initial));
    }

    /**
     * Begins where it was before the last restart, as far as something was saved; see {@link AdaptiveTimeout#save}. What is older than seven days, of
     * another dependency or damaged is not used, which an event says.
     */
    public AdaptiveTimeoutPolicy startingFrom(LearnedStore newStore) {
        return new AdaptiveTimeoutPolicy(said(), Objects.requireNonNull(newStore, "store"));
    }

    @Override
    public void check(Problems problems) {
        settings.check(problems);
    }

    @Override
    public ActivePolicy start(PolicyScope scope) {
        return new AdaptiveTimeout(settings, store(), scope);
    }

    @Override
    public String describe() {
        return settings.describe();
    }
}
