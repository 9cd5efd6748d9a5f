package io.seakeep.breaker;

import io.seakeep.Mode;
import io.seakeep.Policy;
import io.seakeep.PolicyScope;
import io.seakeep.Position;
import io.seakeep.Problems;
import io.seakeep.time.TimeSource;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The description of a {@link CircuitBreaker}. Immutable: each method answers another description, and checks nothing; all
 * settings are checked together when the dependency is built.
 *
 * <p>Only attempts that ended in a success, a failure or a timeout are evidence. What was throttled, cancelled or ignored says
 * nothing of whether the dependency is worth asking.
 */
public final class CircuitBreakerPolicy implements Policy {

    static final CircuitBreakerPolicy STANDARD = new CircuitBreakerPolicy(
            Mode.ENFORCE,
            standardModes(),
            FailureRate.STANDARD,
            5,
            null,
            Slower.STANDARD,
            Hang.STANDARD,
            Opening.STANDARD);

    private final Mode mode;
    final Map<Criterion, Mode> modes;
    final FailureRate failureRate;
    final int consecutiveFailures;
    final @Nullable SlowCalls slowCalls;
    final Slower slower;
    final Hang hang;
    final Opening opening;

    private CircuitBreakerPolicy(
            Mode mode,
            Map<Criterion, Mode> modes,
            FailureRate failureRate,
            int consecutiveFailures,
            @Nullable SlowCalls slowCalls,
            Slower slower,
            Hang hang,
            Opening opening) {
        this.mode = mode;
        this.modes = modes;
        this.failureRate = failureRate;
        this.consecutiveFailures = consecutiveFailures;
        this.slowCalls = slowCalls;
        this.slower = slower;
        this.hang = hang;
        this.opening = opening;
    }

    private static Map<Criterion, Mode> standardModes() {
        Map<Criterion, Mode> modes = new EnumMap<>(Criterion.class);
        for (Criterion criterion : Criterion.values()) {
            modes.put(criterion, Mode.ENFORCE);
        }
        modes.put(Criterion.SLOW_CALLS, Mode.OFF);
        modes.put(Criterion.SLOWER_THAN_BASELINE, Mode.OBSERVE);
        return Collections.unmodifiableMap(modes);
    }

    /**
     * Opens when this share of the attempts failed or timed out. Judged on every tick (about every 250 ms), over the whole
     * window and over the shortest part of it that holds enough attempts and cannot be put down to chance.
     *
     * @param share above 0 and at most 1; 0.5 by default
     */
    public CircuitBreakerPolicy failureRate(double share) {
        return with(failureRate.rate(share)).mode(Criterion.FAILURE_RATE, Mode.ENFORCE);
    }

    /**
     * Judges shares only when there are so many attempts.
     *
     * @param attempts from 1 to 10,000; 20 by default
     */
    public CircuitBreakerPolicy overAtLeast(int attempts) {
        return with(failureRate.atLeast(attempts));
    }

    /**
     * How far back the failure rate looks.
     *
     * @param window from 250 ms to 10 min; 10 s by default. About 50 bytes are kept for each tick within it
     */
    public CircuitBreakerPolicy overLast(Duration window) {
        return with(failureRate.overTime(window));
    }

    /**
     * How many attempts the failure rate looks back, in place of a time: the last so many, and others that ended in the same
     * tick as the first of them.
     *
     * @param attempts from 1 to 10,000, and not below {@link #overAtLeast}
     */
    public CircuitBreakerPolicy overLastCalls(int attempts) {
        return with(failureRate.overCalls(attempts));
    }

    /**
     * Opens when so many attempts in a row failed or timed out, at once and not on the next tick. An attempt adds to the row
     * only if it began after the first failure of the row had been seen, so what fails for one cause (a connection that a
     * hundred were on) counts once. Where so many would be expected to fail in a row by chance more than once in ten days, at
     * the present traffic and share of failures, it takes more.
     *
     * @param attempts from 1 to 1,000; 5 by default
     */
    public CircuitBreakerPolicy consecutiveFailures(int attempts) {
        return new CircuitBreakerPolicy(mode, modes, failureRate, attempts, slowCalls, slower, hang, opening)
                .mode(Criterion.CONSECUTIVE_FAILURES, Mode.ENFORCE);
    }

    /**
     * Opens when too large a share of the attempts took longer than a limit or are in flight for longer than it. Judged over
     * the tracker's window when that holds {@link #overAtLeast} attempts. Off by default.
     *
     * @param limit from 1 µs to 1 h
     * @param share above 0 and at most 1
     */
    public CircuitBreakerPolicy slowCalls(Duration limit, double share) {
        return new CircuitBreakerPolicy(
                        mode,
                        modes,
                        failureRate,
                        consecutiveFailures,
                        new SlowCalls(limit, share),
                        slower,
                        hang,
                        opening)
                .mode(Criterion.SLOW_CALLS, Mode.ENFORCE);
    }

    /**
     * Opens when the 90th percentile is so many times what is usual; see {@link #slowerThanBaseline(double, double)}.
     *
     * @param factor above 1 and at most 1,000
     */
    public CircuitBreakerPolicy slowerThanBaseline(double factor) {
        return slowerThanBaseline(factor, slower.quantile());
    }

    /**
     * Opens when a quantile of the latency, at its lower confidence bound over the tracker's window, is above a multiple of
     * what it usually is. What is usual is learned while the breaker is closed and nothing is suspicious; until enough is
     * known nothing happens. By default, 3 times the usual 90th percentile is reported and nothing more.
     *
     * @param factor above 1 and at most 1,000
     * @param quantile from 0.5 to 0.999
     */
    public CircuitBreakerPolicy slowerThanBaseline(double factor, double quantile) {
        return new CircuitBreakerPolicy(
                        mode,
                        modes,
                        failureRate,
                        consecutiveFailures,
                        slowCalls,
                        new Slower(factor, quantile),
                        hang,
                        opening)
                .mode(Criterion.SLOWER_THAN_BASELINE, Mode.ENFORCE);
    }

    /**
     * Opens when attempts hang: so many are in flight for longer than this, and the dependency has answered none for as long.
     *
     * @param attempts from 1 to 10,000; 20 by default
     * @param age from 250 ms to 1 h
     */
    public CircuitBreakerPolicy inFlightOlderThan(int attempts, Duration age) {
        return with(new Hang(attempts, age, hang.timesUsual()));
    }

    /**
     * Opens when attempts hang: so many are in flight for longer than a multiple of the usual 99th percentile, and the
     * dependency has answered none for as long. The age is never taken below 1 s. Until the usual is known nothing happens.
     *
     * @param attempts from 1 to 10,000; 20 by default
     * @param timesUsual from 1 to 1,000; 10 by default
     */
    public CircuitBreakerPolicy inFlightOlderThan(int attempts, double timesUsual) {
        return with(new Hang(attempts, null, timesUsual));
    }

    /**
     * How long it stays open: at first, doubling each time that it opens again before it has been closed for the longest time.
     * The times vary at random by a quarter up or down, and never pass the longest.
     *
     * @param first from 1 ms to 1 h; 1 s by default
     * @param longest from {@code first} to 24 h; 30 s by default
     */
    public CircuitBreakerPolicy openFor(Duration first, Duration longest) {
        return with(new Opening(first, longest, opening.recoverOver()));
    }

    /**
     * How long a recovery takes at least, from the first probe that succeeded on: five steps, in which 5, 10, 20, 40 and 80 %
     * of the calls pass. Each goes on until a probe has succeeded in it.
     *
     * @param ramp from 50 ms to 1 h; 5 s by default
     */
    public CircuitBreakerPolicy recoverOver(Duration ramp) {
        return with(new Opening(opening.first(), opening.longest(), ramp));
    }

    /** Acts, only observes, or is left out; enforces by default. */
    public CircuitBreakerPolicy mode(Mode newMode) {
        return new CircuitBreakerPolicy(
                newMode, modes, failureRate, consecutiveFailures, slowCalls, slower, hang, opening);
    }

    /**
     * Whether one criterion opens the breaker, is only reported, or is of no interest. Setting a criterion's numbers also
     * enforces it, so to set and observe, set first.
     */
    public CircuitBreakerPolicy mode(Criterion criterion, Mode newMode) {
        Map<Criterion, Mode> changed = new EnumMap<>(modes);
        changed.put(criterion, newMode);
        return new CircuitBreakerPolicy(
                mode,
                Collections.unmodifiableMap(changed),
                failureRate,
                consecutiveFailures,
                slowCalls,
                slower,
                hang,
                opening);
    }

    /** Does all but refuse, and counts what it would have refused. */
    public CircuitBreakerPolicy observe() {
        return mode(Mode.OBSERVE);
    }

    /** Is left out. */
    public CircuitBreakerPolicy off() {
        return mode(Mode.OFF);
    }

    /**
     * A breaker of its own, for a framework that makes the calls and tells how they ended. Close it when it is of no more use.
     *
     * @param name what it is called in events, in the form {@code [a-z0-9-]{1,100}}
     * @throws io.seakeep.IllegalConfigurationException if any setting cannot be; it lists all of them
     * @throws IllegalArgumentException if it is off
     */
    public StandaloneBreaker standalone(String name, TimeSource time) {
        return new StandaloneBreaker(this, name, time);
    }

    private CircuitBreakerPolicy with(FailureRate changed) {
        return new CircuitBreakerPolicy(mode, modes, changed, consecutiveFailures, slowCalls, slower, hang, opening);
    }

    private CircuitBreakerPolicy with(Hang changed) {
        return new CircuitBreakerPolicy(
                        mode, modes, failureRate, consecutiveFailures, slowCalls, slower, changed, opening)
                .mode(Criterion.HANG, Mode.ENFORCE);
    }

    private CircuitBreakerPolicy with(Opening changed) {
        return new CircuitBreakerPolicy(
                mode, modes, failureRate, consecutiveFailures, slowCalls, slower, hang, changed);
    }

    @Override
    public String name() {
        return "breaker";
    }

    @Override
    public Position position() {
        return Position.BREAKER;
    }

    Mode modeOf(Criterion criterion) {
        return modes.getOrDefault(criterion, Mode.OFF);
    }

    @Override
    public Mode mode() {
        return mode;
    }

    @Override
    public void check(Problems problems) {
        failureRate.check(problems);
        problems.requireBetween("breaker.consecutive-failures", consecutiveFailures, 1, RunLimit.MOST);
        if (slowCalls != null) {
            slowCalls.check(problems);
        } else if (modeOf(Criterion.SLOW_CALLS) != Mode.OFF) {
            problems.contradiction("breaker.slow-calls has a mode but no limit; set it with slowCalls(limit, share)");
        }
        slower.check(problems);
        hang.check(problems);
        opening.check(problems);
    }

    @Override
    public CircuitBreaker start(PolicyScope scope) {
        return new CircuitBreaker(this, scope);
    }

    @Override
    public String describe() {
        StringBuilder text = new StringBuilder("opens when ");
        criterion(text, Criterion.FAILURE_RATE, failureRate.describe());
        criterion(text, Criterion.CONSECUTIVE_FAILURES, consecutiveFailures + " in a row fail");
        if (slowCalls != null) {
            criterion(text, Criterion.SLOW_CALLS, slowCalls.describe());
        }
        criterion(text, Criterion.SLOWER_THAN_BASELINE, slower.describe());
        criterion(text, Criterion.HANG, hang.describe());
        text.setLength(text.length() - 2);
        return text.append("; ").append(opening.describe()).toString();
    }

    private void criterion(StringBuilder text, Criterion criterion, String words) {
        Mode criterionMode = modeOf(criterion);
        if (criterionMode != Mode.OFF) {
            text.append(words)
                    .append(
                            criterionMode == Mode.OBSERVE
                                    ? " (" + Mode.OBSERVE.name().toLowerCase(Locale.ROOT) + ")"
                                    : "")
                    .append(", ");
        }
    }

    @Override
    public String toString() {
        return name() + " (" + mode.name().toLowerCase(Locale.ROOT) + "): " + describe();
    }
}
