package io.seakeep.breaker;

import org.jspecify.annotations.Nullable;

/**
 * Judges the share of failures over two windows.
 *
 * <p>The long one is what the settings say, and the limit is what they say. But a second of outage in ten is 10 %. So the
 * shortest stretch of ticks with enough attempts is judged as well, for then an outage is noticed on the next tick however
 * well things went before. A short stretch goes astray by luck: at 80 attempts a second of which 30 % fail, one tick in twenty
 * has 10 failures of 20. So it also has to be {@linkplain Chance#explains more than chance} makes of the usual share.
 */
final class FailureRateWatch implements Watch {

    private final FailureRate settings;
    private final BackgroundFailures background;
    private volatile Counts seenLong = Counts.NONE;
    private volatile Counts seenShort = Counts.NONE;

    FailureRateWatch(FailureRate settings, BackgroundFailures background) {
        this.settings = settings;
        this.background = background;
    }

    @Override
    public Criterion criterion() {
        return Criterion.FAILURE_RATE;
    }

    @Override
    public @Nullable Alarm examine(Observation seen) {
        Counts all = seen.window().all(seen.nowNanos());
        Counts last = seen.window().last(settings.atLeast(), seen.nowNanos());
        seenLong = all;
        seenShort = last;
        if (isTooMuch(last) && (isTooMuch(all) || !Chance.explains(last, background.rate()))) {
            return alarm(last);
        }
        return isTooMuch(all) ? alarm(all) : null;
    }

    private boolean isTooMuch(Counts counts) {
        return counts.attempts() >= settings.atLeast() && counts.failureRate() >= settings.rate();
    }

    private Alarm alarm(Counts counts) {
        Reason reason = Reason.of(
                Criterion.FAILURE_RATE,
                counts.describe(settings.rate()),
                counts.failureRate(),
                settings.rate(),
                counts.attempts());
        return new Alarm(reason, ProbeLimit.NONE);
    }

    @Override
    public String explain() {
        Counts all = seenLong;
        Counts last = seenShort;
        StringBuilder text = new StringBuilder();
        if (all.attempts() == 0) {
            text.append("no attempts");
        } else {
            text.append(all.describe(settings.rate()));
        }
        if (last.attempts() > 0) {
            text.append("; ").append(last.describe(settings.rate()));
        }
        if (all.attempts() < settings.atLeast()) {
            text.append("; not known below ").append(settings.atLeast()).append(" attempts");
        }
        return text.toString();
    }
}
