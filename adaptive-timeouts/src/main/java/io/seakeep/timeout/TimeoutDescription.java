package io.seakeep.timeout;

import io.seakeep.ConfigurablePolicy;
import io.seakeep.Mode;
import io.seakeep.Position;
import io.seakeep.TimeoutEnforcement;
import io.seakeep.settings.Setting;
import io.seakeep.settings.SettingValues;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What all descriptions of timeouts have in common.
 *
 * @param <P> the description's own type
 */
abstract class TimeoutDescription<P extends TimeoutDescription<P>> implements ConfigurablePolicy {

    private final SettingValues said;
    private final @Nullable LearnedStore store;

    /** @param store for when the kind becomes adaptive, if not already */
    TimeoutDescription(SettingValues said, @Nullable LearnedStore store) {
        this.said = said;
        this.store = store;
    }

    /** The same kind of timeout, of which that was said. */
    abstract P saying(SettingValues newSaid);

    @Nullable
    LearnedStore store() {
        return store;
    }

    /**
     * Interrupts the caller's thread when a synchronous attempt takes too long; by default it is only told how much time is left. The
     * thread is interrupted while it is at the attempt's code, or not at all. An interrupt closes channels that the thread waits at, also
     * those it shares with others.
     */
    public P interrupting() {
        return saying(said.with(TimeoutSchema.ENFORCEMENT, TimeoutEnforcement.INTERRUPTING));
    }

    /**
     * Runs synchronous attempts on threads of their own, and leaves them there when they take too long. With a bulkhead that does so
     * ({@code isolate()}) their number is bounded; without one it is not.
     */
    public P isolated() {
        return saying(said.with(TimeoutSchema.ENFORCEMENT, TimeoutEnforcement.ISOLATED));
    }

    /**
     * How far it goes; {@link Mode#ENFORCE} by default. One that observes ends nothing, and hands out what there is without it
     * ({@link io.seakeep.AttemptTimeout#UNDECIDED}).
     */
    public P mode(Mode mode) {
        return saying(said.with(TimeoutSchema.MODE, mode));
    }

    @Override
    public final List<Setting<?>> schema() {
        return TimeoutSchema.ALL;
    }

    @Override
    public final SettingValues said() {
        return said;
    }

    /** The kind of timeout that the values say: a {@link TimeoutPolicy} or an {@link AdaptiveTimeoutPolicy}. */
    @Override
    public final ConfigurablePolicy with(SettingValues values) {
        return switch (values.get(TimeoutSchema.KIND)) {
            case FIXED -> new TimeoutPolicy(values, store);
            case ADAPTIVE -> new AdaptiveTimeoutPolicy(values, store);
        };
    }

    @Override
    public final String name() {
        return "timeout";
    }

    @Override
    public final Position position() {
        return Position.TIMEOUT;
    }

    @Override
    public final Mode mode() {
        return said.get(TimeoutSchema.MODE);
    }
}
