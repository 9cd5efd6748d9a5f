package io.seakeep.timeout;

import io.seakeep.AttemptTimeout;
import io.seakeep.Measurement;
import io.seakeep.Measurements;
import io.seakeep.Mode;
import io.seakeep.Policy;
import io.seakeep.PolicyScope;
import io.seakeep.Tick;
import io.seakeep.TimeoutEnforcement;
import io.seakeep.settings.SettingValues;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/**
 * A timeout at work for one dependency that stays as somebody has chosen it. {@link #of} describes one. Safe for use by many threads. An
 * attempt pays one volatile read for it, since its settings can be changed.
 */
public final class Timeout implements AttemptTimeout {

    private final OverrunWatch watch;

    /** While it only observes. */
    private final LongAdder wouldHaveEnded = new LongAdder();

    private volatile FixedSettings settings;
    private volatile long timeoutNanos;

    Timeout(FixedSettings settings, PolicyScope scope) {
        this.settings = settings;
        this.timeoutNanos = settings.timeout().toNanos();
        this.watch = new OverrunWatch(scope, timeoutNanos);
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
    public void measure(Measurements to) {
        watch.measure(to);
        to.counter(Measurement.wouldHaveActed("timeout"), wouldHaveEnded::sum);
    }

    @Override
    public void onTick(Tick tick) {
        long overran = watch.onTick(tick, timeoutNanos);
        if (settings.mode() == Mode.OBSERVE) {
            wouldHaveEnded.add(overran);
        }
    }

    /** For attempts that begin from now on. An adaptive one it cannot become, since that has a history from its start. */
    @Override
    public boolean reconfigure(Policy description) {
        if (!(description instanceof TimeoutPolicy fixed)) {
            return false;
        }
        settings = fixed.settings();
        timeoutNanos = fixed.settings().timeout().toNanos();
        return true;
    }
}
