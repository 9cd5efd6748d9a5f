package io.seakeep.breaker;

import org.jspecify.annotations.Nullable;

/**
 * Judges the share of failures over two windows.
 *
 * <p>The long one is what the settings say, and the limit is what they say. But a second of outage in ten is 10 %. So the
 * shortest stretch of ticks with enough attempts is judged as well, for then an outage is noticed on the next tick however
 * well things went before. A short stretch goes astray by luck: at 80 attempts a second of which 30 % fail, one tick in twenty
 * has 10 failures of 20. So it also has to be {@linkplain Chance#explains more than chance} makes of the usual share.
 *
 * <p>And timeouts count only once they have gone on for longer than a stall is tolerated: on every tick so far, or with the whole window over
 * the limit for so long. A dependency that collects garbage for 200 ms lets a timeout of 50 ms cut off all there is, and then goes on.
 */
final class FailureRateWatch implements Watch {

    private final FailureRate settings;
    private final long toleratedStallNanos;
    private final BackgroundFailures background;
    private final Since tickTooMuch = new Since();
    private final Since windowTooMuch = new Since();
    private boolean isSuspicious;

    /** Timeouts have gone on for too long to be a stall, and it has looked wrong ever since. */
    private boolean isOutage;

    private volatile Counts seenLong = Counts.NONE;
    private volatile Counts seenShort = Counts.NONE;

    FailureRateWatch(FailureRate settings, long toleratedStallNanos, BackgroundFailures background) {
        this.settings = settings;
        this.toleratedStallNanos = toleratedStallNanos;
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
        observe(seen, all);
        Alarm alarm = judge(all, last);
        isSuspicious = alarm != null;
        isOutage = isSuspicious && (isOutage || isOutage(seen));
        return isOutage ? alarm : judge(all.withoutStalled(), last.withoutStalled());
    }

    private void observe(Observation seen, Counts all) {
        if (seen.counts().attempts() > 0) {
            tickTooMuch.observe(seen.counts().failureRate() >= settings.rate(), seen.nowNanos());
        }
        windowTooMuch.observe(isTooMuch(all), seen.nowNanos());
    }

    /** Whether timeouts have gone on for too long to be a stall. */
    private boolean isOutage(Observation seen) {
        if (toleratedStallNanos == 0) {
            return true;
        }
        boolean goesOn = seen.counts().failureRate() >= settings.rate();
        return goesOn
                && (tickTooMuch.hasLasted(toleratedStallNanos, seen.nowNanos())
                        || windowTooMuch.hasLasted(toleratedStallNanos, seen.nowNanos()));
    }

    private @Nullable Alarm judge(Counts all, Counts last) {
        if (isTooMuch(last) && (isTooMuch(all) || !Chance.explains(last, background.rate()))) {
            return alarm(last);
        }
        return isTooMuch(all) ? alarm(all) : null;
    }

    @Override
    public boolean suspects() {
        return isSuspicious;
    }

    @Override
    public void startAfresh(long nowNanos) {
        tickTooMuch.observe(false, nowNanos);
        windowTooMuch.observe(false, nowNanos);
        isOutage = false;
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
