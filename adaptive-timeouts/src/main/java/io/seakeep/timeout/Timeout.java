package io.seakeep.timeout;

import io.seakeep.AttemptTimeout;
import io.seakeep.Measurements;
import io.seakeep.Mode;
import io.seakeep.Policy;
import io.seakeep.PolicyScope;
import io.seakeep.Tick;
import io.seakeep.TimeoutEnforcement;
import io.seakeep.settings.SettingValues;
import java.time.Duration;

/**
 * A timeout at work for one dependency that stays as somebody has chosen it. {@link #of} describes one. Safe for use by many threads. An
 * attempt pays one volatile read for it, since its settings can be changed.
 */
public final class Timeout implements AttemptTimeout {

    private final OverrunWatch watch;
    private final WouldHaveEnded wouldHaveEnded;

    private volatile FixedSettings settings;
    private volatile long timeoutNanos;

    Timeout(FixedSettings settings, PolicyScope scope) {
        this.settings = settings;
        this.timeoutNanos = handedOutNanos(settings);
        this.watch = new OverrunWatch(scope, timeoutNanos);
        this.wouldHaveEnded = new WouldHaveEnded(scope, settings.timeout().toNanos());
    }

    private static long handedOutNanos(FixedSettings settings) {
        return (settings.mode() == Mode.ENFORCE ? settings.timeout() : UNDECIDED).toNanos();
    }

    /**
     * Describes a timeout.
     *
     * @param timeout from 1 ms to 1 h
     */
    public static TimeoutPolicy of(Duration timeout) {
        return new TimeoutPolicy(
                SettingValues.nothing()
                        .with(TimeoutSchema.MODE, Mode.ENFORCE)
                        .with(TimeoutSchema.KIND, TimeoutSchema.Kind.FIXED)
                        .with(TimeoutSchema.VALUE, timeout),
                null);
    }

    @Override
    public long timeoutNanos() {
        return timeoutNanos;
    }

    @Override
    public TimeoutEnforcement enforcement() {
        FixedSettings now = settings;
        return now.mode() == Mode.ENFORCE ? now.enforcement() : TimeoutEnforcement.HANDED_OUT;
    }

    @Override
    public String setting() {
        return (settings.mode() == Mode.OBSERVE ? TimeoutSchema.MODE : TimeoutSchema.VALUE).name();
    }

    @Override
    public void measure(Measurements to) {
        watch.measure(to);
        wouldHaveEnded.measure(to);
    }

    @Override
    public void onTick(Tick tick) {
        watch.onTick(tick, timeoutNanos);
        FixedSettings now = settings;
        wouldHaveEnded.onTick(tick, now.mode(), now.timeout().toNanos());
    }

    /** For attempts that begin from now on. An adaptive one it cannot become, since that has a history from its start. */
    @Override
    public boolean reconfigure(Policy description) {
        if (!(description instanceof TimeoutPolicy fixed)) {
            return false;
        }
        settings = fixed.settings();
        timeoutNanos = handedOutNanos(fixed.settings());
        return true;
    }
}
