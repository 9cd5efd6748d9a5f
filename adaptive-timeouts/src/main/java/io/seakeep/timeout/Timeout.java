package io.seakeep.timeout;

import io.seakeep.AttemptTimeout;
import io.seakeep.Measurements;
import io.seakeep.Mode;
import io.seakeep.PolicyScope;
import io.seakeep.Tick;
import io.seakeep.TimeoutEnforcement;
import java.time.Duration;

/**
 * A timeout at work for one dependency that stays as somebody has chosen it. {@link #of} describes one. Safe for use by many threads.
 */
public final class Timeout implements AttemptTimeout {

    private final FixedSettings settings;
    private final long timeoutNanos;
    private final OverrunWatch watch;

    Timeout(FixedSettings settings, PolicyScope scope) {
        this.settings = settings;
        this.timeoutNanos = settings.timeout().toNanos();
        this.watch = new OverrunWatch(scope);
    }

    /**
     * Describes a timeout.
     *
     * @param timeout from 1 ms to 1 h
     */
    public static TimeoutPolicy of(Duration timeout) {
        return new TimeoutPolicy(new FixedSettings(timeout, TimeoutEnforcement.ASYNCHRONOUS, Mode.ENFORCE));
    }

    @Override
    public long timeoutNanos() {
        return timeoutNanos;
    }

    @Override
    public TimeoutEnforcement enforcement() {
        return settings.mode() == Mode.ENFORCE ? settings.enforcement() : TimeoutEnforcement.HANDED_OUT;
    }

    @Override
    public void measure(Measurements to) {
        watch.measure(to);
    }

    @Override
    public void onTick(Tick tick) {
        watch.onTick(timeoutNanos);
    }
}
