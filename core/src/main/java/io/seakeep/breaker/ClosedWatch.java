package io.seakeep.breaker;

import io.seakeep.Mode;
import io.seakeep.Tick;
import io.seakeep.latency.LatencyTracker;
import io.seakeep.latency.Outcome;
import io.seakeep.latency.OutcomeCounts;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The thinking of a closed breaker: what the ticks counted is judged by each {@link Watch}, and, where nothing is suspicious,
 * is learned from. It outlives generations. For use on the tick only, but for {@link #explain}.
 */
final class ClosedWatch {

    /** How many attempts it takes to tell the share of failures at once, without the long memory. */
    private static final int ENOUGH_FOR_A_SHARE = 100;

    /** When something that nobody acts on has been suspicious for this long, it has become usual. */
    private static final long LEARN_ANEW_NANOS = TimeUnit.MINUTES.toNanos(10);

    /** How long after a pause attempts still end that were under way in it. */
    private static final long SETTLING_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final LatencyTracker tracker;
    private final Terms terms;
    private final BackgroundFailures background;
    private final UsualLatency usual;
    private CountWindow window;

    /** When a hang can be spoken of at the earliest, for it has not been long enough since. */
    private HangWatch hangs;

    // These two are read by whoever wants an explanation.
    private volatile CriterionModes modes;
    private volatile List<Watch> watches;

    /** Watches that only observe and whose alarm has been reported. */
    private final Set<Criterion> reported = EnumSet.noneOf(Criterion.class);

    private Counts voidLeft = Counts.NONE;
    private long calmSinceNanos;
    private long unsuspiciousNanos;
    private volatile long throttled;

    ClosedWatch(Settings settings, LatencyTracker tracker, Terms terms, long nowNanos) {
        this.tracker = tracker;
        this.terms = terms;
        this.window = settings.failureRate().window();
        this.background = new BackgroundFailures();
        this.usual = new UsualLatency();
        this.calmSinceNanos = nowNanos;
        this.unsuspiciousNanos = nowNanos;
        this.hangs = new HangWatch(settings.hang(), usual, tracker, nowNanos);
        this.modes = settings.modes();
        this.watches = watches(settings);
    }

    /** Other settings, and all that was learned under the ones before. */
    void reconfigure(Settings settings) {
        window = window.continuedBy(settings.failureRate().window());
        hangs = hangs.under(settings.hang());
        modes = settings.modes();
        watches = watches(settings);
        reported.removeIf(criterion -> modes.of(criterion) != Mode.OBSERVE);
    }

    private List<Watch> watches(Settings settings) {
        List<Watch> all = new ArrayList<>();
        all.add(new FailureRateWatch(
                settings.failureRate(), settings.toleratedStall().toNanos(), background));
        all.add(hangs);
        SlowCalls slowCalls = settings.slowCalls();
        if (slowCalls != null) {
            all.add(new SlowCallsWatch(slowCalls, settings.failureRate().atLeast(), tracker));
        }
        all.add(new SlowerWatch(settings.slower(), usual));
        all.removeIf(watch -> settings.modes().of(watch.criterion()) == Mode.OFF);
        return List.copyOf(all);
    }

    /** The breaker has just closed: what was seen before, the part of a tick included, counts no more. */
    void startAfresh(Tick tick, Closed closed) {
        window.clear();
        voidLeft = Counts.NONE;
        calmSinceNanos = tick.nowNanos();
        unsuspiciousNanos = tick.nowNanos();
        if (closed.probeLimit.isRelented()) {
            usual.forget();
        }
        learnProbes(closed.probes);
        watches.forEach(watch -> watch.startAfresh(tick.nowNanos()));
    }

    /** More of them may have failed than did before it opened, and it closed all the same: so that is what fails now. */
    private void learnProbes(Counts probes) {
        background.raiseTo(probes);
        terms.runLimit().byChance(background.cautiousRate(), probes.attemptsPerSecond());
    }

    /** What opens the breaker, or null. */
    @Nullable
    Alarm think(Tick tick, Closed closed) {
        if (tick.pausedNanos() > 0) {
            calmSinceNanos = tick.nowNanos() + SETTLING_NANOS;
        }
        throttled = tick.window().count(Outcome.THROTTLED);
        Counts counts = evidence(tick, closed.takeVoid());
        window.add(tick.nowNanos(), counts);
        Observation seen = new Observation(tick, counts, answers(tick.counts()), window, calmSinceNanos);
        EnumSet<Criterion> alarms = EnumSet.noneOf(Criterion.class);
        for (Watch watch : watches) {
            Alarm alarm = watch.examine(seen);
            if (alarm == null) {
                reported.remove(watch.criterion());
                continue;
            }
            if (modes.of(watch.criterion()) == Mode.ENFORCE) {
                return alarm;
            }
            alarms.add(watch.criterion());
            if (reported.add(watch.criterion())) {
                terms.wouldOpen().accept(alarm.reason());
            }
        }
        boolean isSuspicious = watches.stream().anyMatch(Watch::suspects);
        if (!isSuspicious) {
            learnFailures(seen, closed);
        }
        if (alarms.isEmpty() && !isSuspicious) {
            unsuspiciousNanos = seen.nowNanos();
        }
        learnLatency(seen);
        return null;
    }

    private void learnFailures(Observation seen, Closed closed) {
        Counts all = window.all(seen.nowNanos());
        background.learn(seen.counts(), all.attempts());
        if (closed.runLength() == 0) { // else what is about to be judged would decide what it is held against
            Counts last = window.last(ENOUGH_FOR_A_SHARE, seen.nowNanos());
            terms.runLimit().byChance(Math.max(background.cautiousRate(), last.failureRate()), all.attemptsPerSecond());
        }
    }

    private void learnLatency(Observation seen) {
        long suspiciousForNanos = seen.nowNanos() - unsuspiciousNanos;
        if (suspiciousForNanos >= LEARN_ANEW_NANOS) {
            usual.forget();
        } else if (suspiciousForNanos == 0 && seen.isWindowCalm()) {
            usual.learn(tracker.lastTickSnapshot());
        }
    }

    /** What counts of this tick. When the process stood still, its timeouts say nothing of the dependency. */
    private Counts evidence(Tick tick, Counts isVoid) {
        return tick.pausedNanos() > 0
                ? evidence(tick, 0, 0, isVoid.withoutStalled())
                : evidence(tick, tick.counts().of(Outcome.TIMED_OUT), stalled(tick), isVoid);
    }

    private Counts evidence(Tick tick, long timedOut, long stalled, Counts isVoid) {
        long successes = tick.counts().of(Outcome.SUCCESS);
        long failures = tick.counts().of(Outcome.FAILURE) + timedOut;
        long goodSuccesses = Math.max(0, successes - isVoid.successes() - voidLeft.successes());
        long goodFailures = Math.max(0, failures - isVoid.failures() - voidLeft.failures());
        long goodStalled = Math.max(0, stalled - isVoid.stalled() - voidLeft.stalled());
        voidLeft = leftOf(isVoid, successes, failures, stalled);
        return new Counts(
                goodSuccesses + goodFailures, goodFailures, Math.min(goodFailures, goodStalled), tick.spanNanos());
    }

    private long stalled(Tick tick) {
        long timedOut = tick.counts().of(Outcome.TIMED_OUT);
        return timedOut == 0
                ? 0
                : timedOut - tracker.lastTickSnapshot().countAtOrAbove(terms.toleratedStallNanos(), Outcome.TIMED_OUT);
    }

    /** What was heard of after the tracker had been read is counted on the next tick, and taken off there. */
    private static Counts leftOf(Counts isVoid, long successes, long failures, long stalled) {
        long leftFailures = Math.max(0, isVoid.failures() - failures);
        return new Counts(
                Math.max(0, isVoid.successes() - successes) + leftFailures,
                leftFailures,
                Math.max(0, isVoid.stalled() - stalled),
                0);
    }

    private static long answers(OutcomeCounts counts) {
        return counts.of(Outcome.SUCCESS) + counts.of(Outcome.FAILURE) + counts.of(Outcome.THROTTLED);
    }

    void explain(StringBuilder text) {
        if (throttled > 0) {
            text.append("; ").append(throttled).append(" attempts throttled of late, which proves nothing");
        }
        for (Watch watch : watches) {
            line(text, watch.criterion(), watch.explain());
        }
        if (terms.runs() != Mode.OFF) {
            line(
                    text,
                    Criterion.CONSECUTIVE_FAILURES,
                    "opens at " + terms.runLimit().length() + " in a row (set to "
                            + terms.runLimit().configured() + "; more where that many fail by chance)");
        }
    }

    private void line(StringBuilder text, Criterion criterion, String words) {
        text.append(System.lineSeparator())
                .append("  ")
                .append(criterion.label())
                .append(" (")
                .append(Settings.name(modes.of(criterion)))
                .append("): ")
                .append(words);
    }
}
