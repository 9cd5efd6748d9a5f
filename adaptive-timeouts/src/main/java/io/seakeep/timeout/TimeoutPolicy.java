package io.seakeep.timeout;

import io.seakeep.ActivePolicy;
import io.seakeep.Mode;
import io.seakeep.Policy;
import io.seakeep.PolicyScope;
import io.seakeep.Position;
import io.seakeep.Problems;
import io.seakeep.TimeoutEnforcement;

/** The description of a {@link Timeout}. Immutable; its settings are checked when the dependency is built. */
public final class TimeoutPolicy implements Policy {

    private final FixedSettings settings;

    TimeoutPolicy(FixedSettings settings) {
        this.settings = settings;
    }

    /** Interrupts the caller's thread when a synchronous attempt takes too long; see {@link AdaptiveTimeoutPolicy#interrupting()}. */
    public TimeoutPolicy interrupting() {
        return with(TimeoutEnforcement.INTERRUPTING);
    }

    /** Runs synchronous attempts on threads of their own; see {@link AdaptiveTimeoutPolicy#isolated()}. */
    public TimeoutPolicy isolated() {
        return with(TimeoutEnforcement.ISOLATED);
    }

    private TimeoutPolicy with(TimeoutEnforcement enforcement) {
        return new TimeoutPolicy(new FixedSettings(settings.timeout(), enforcement, settings.mode()));
    }

    /** How far it goes; {@link Mode#ENFORCE} by default. One that observes is handed out, and ends nothing. */
    public TimeoutPolicy mode(Mode mode) {
        return new TimeoutPolicy(new FixedSettings(settings.timeout(), settings.enforcement(), mode));
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
        return new Timeout(settings, scope);
    }

    @Override
    public String describe() {
        return settings.describe();
    }
}
