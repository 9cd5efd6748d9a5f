package io.seakeep.timeout;

import io.seakeep.ActivePolicy;
import io.seakeep.Mode;
import io.seakeep.Policy;
import io.seakeep.PolicyScope;
import io.seakeep.Position;
import io.seakeep.Problems;
import io.seakeep.TimeoutEnforcement;
import java.time.Duration;

/** The description of an {@link AdaptiveTimeout}. Immutable; its settings are checked when the dependency is built. */
public final class AdaptiveTimeoutPolicy implements Policy {

    private final TimeoutSettings settings;

    AdaptiveTimeoutPolicy(TimeoutSettings settings) {
        this.settings = settings;
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
        return new AdaptiveTimeoutPolicy(settings.withBounds(min, max));
    }

    /**
     * The timeout until enough is known; 10 s by default. Too long rather than too short: what it cuts off is never learned.
     *
     * @param initial between {@code min} and {@code max}
     */
    public AdaptiveTimeoutPolicy initial(Duration initial) {
        return new AdaptiveTimeoutPolicy(settings.withInitial(initial));
    }

    /**
     * Interrupts the caller's thread when a synchronous attempt takes too long; by default it is only told how much time is left. The
     * thread is interrupted while it is at the attempt's code, or not at all. An interrupt closes channels that the thread waits at, also
     * those it shares with others.
     */
    public AdaptiveTimeoutPolicy interrupting() {
        return new AdaptiveTimeoutPolicy(settings.withEnforcement(TimeoutEnforcement.INTERRUPTING));
    }

    /**
     * Runs synchronous attempts on threads of their own, and leaves them there when they take too long. With a bulkhead that does so
     * ({@code isolate()}) their number is bounded; without one it is not.
     */
    public AdaptiveTimeoutPolicy isolated() {
        return new AdaptiveTimeoutPolicy(settings.withEnforcement(TimeoutEnforcement.ISOLATED));
    }

    /**
     * Begins where it was before the last restart, as far as something was saved; see {@link AdaptiveTimeout#save}. What is older than seven days, of
     * another dependency or damaged is not used, which an event says.
     */
    public AdaptiveTimeoutPolicy startingFrom(LearnedStore store) {
        return new AdaptiveTimeoutPolicy(settings.withStore(store));
    }

    /** How far it goes; {@link Mode#ENFORCE} by default. One that observes hands out the initial timeout. */
    public AdaptiveTimeoutPolicy mode(Mode mode) {
        return new AdaptiveTimeoutPolicy(settings.withMode(mode));
    }

    @Override
    public String name() {
        return "timeout";
    }

    @Override
    public Position position() {
        return Position.TIMEOUT;
    }

    @Override
    public Mode mode() {
        return settings.mode();
    }

    @Override
    public void check(Problems problems) {
        settings.check(problems);
    }

    @Override
    public ActivePolicy start(PolicyScope scope) {
        return new AdaptiveTimeout(settings, scope);
    }

    @Override
    public String describe() {
        return settings.describe();
    }
}
