package io.seakeep.hedging;

import io.seakeep.ActivePolicy;
import io.seakeep.ConfigurablePolicy;
import io.seakeep.Mode;
import io.seakeep.PolicyScope;
import io.seakeep.Position;
import io.seakeep.Problems;
import io.seakeep.settings.Setting;
import io.seakeep.settings.SettingValues;
import java.time.Duration;
import java.util.List;

/**
 * The description of a {@link Hedge}. Immutable: each method answers another description, and checks nothing; all settings are checked
 * together when the dependency is built.
 */
public final class HedgePolicy implements ConfigurablePolicy {

    private final SettingValues said;
    private final HedgeSettings settings;

    HedgePolicy(SettingValues said) {
        this.said = said;
        this.settings = HedgeSettings.of(said);
    }

    HedgeSettings settings() {
        return settings;
    }

    /**
     * Sends hedges after a fixed delay, from the first call on. The budget holds all the same.
     *
     * @param delay from zero to 1 h
     */
    public HedgePolicy after(Duration delay) {
        return with(said.with(HedgeSchema.DELAY, delay));
    }

    /**
     * Sends hedges after a quantile of the latency that attempts would have without them.
     *
     * @param quantile from 0.5 to 0.9999
     */
    public HedgePolicy afterQuantile(double quantile) {
        return with(said.with(HedgeSchema.DELAY_QUANTILE, quantile));
    }

    /**
     * Which quantile of the latency of calls the delay is chosen to improve.
     *
     * @param quantile from 0.5 to 0.9999; 0.99 by default. It takes ten divided by the share beyond it to know anything: 1,000 attempts
     *     for the 99th percentile
     */
    public HedgePolicy improving(double quantile) {
        return with(said.with(HedgeSchema.IMPROVED_QUANTILE, quantile));
    }

    /**
     * How many attempts a call may have side by side, the first included.
     *
     * @param most from 2 to 5; 2 by default
     */
    public HedgePolicy attempts(int most) {
        return with(said.with(HedgeSchema.ATTEMPTS, most));
    }

    /**
     * Leaves attempts running that have lost, to their end or that of their timeout, because cancelling them costs more than they do, such
     * as a connection.
     */
    public HedgePolicy leavingLosersRunning() {
        return with(said.with(HedgeSchema.LOSERS, HedgeSettings.Losers.LEFT_RUNNING));
    }

    /** Takes every call of this dependency for idempotent, as one does of a service that only answers questions. */
    public HedgePolicy assumingIdempotence() {
        return with(said.with(HedgeSchema.ASSUMED, HedgeSettings.Assumed.IDEMPOTENCE));
    }

    /** How far it goes; {@link Mode#ENFORCE} by default. One that observes sends nothing, and tells what it would gain. */
    public HedgePolicy mode(Mode mode) {
        return with(said.with(HedgeSchema.MODE, mode));
    }

    @Override
    public List<Setting<?>> schema() {
        return HedgeSchema.ALL;
    }

    @Override
    public SettingValues said() {
        return said;
    }

    @Override
    public HedgePolicy with(SettingValues values) {
        return new HedgePolicy(values);
    }

    @Override
    public String name() {
        return "hedge";
    }

    @Override
    public Position position() {
        return Position.HEDGE;
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
        return new Hedge(settings, scope);
    }

    @Override
    public String describe() {
        return settings.describe();
    }
}
