package io.seakeep.breaker;

import io.seakeep.Mode;
import io.seakeep.Policy;
import io.seakeep.PolicyScope;
import io.seakeep.Position;
import io.seakeep.Problems;
import io.seakeep.time.TimeSource;
import java.time.Duration;
import java.util.Objects;

/**
 * The description of a {@link CircuitBreaker}. Immutable: each method answers another description, and checks nothing; all
 * settings are checked together when the dependency is built.
 *
 * <p>Only attempts that ended in a success, a failure or a timeout are evidence. What was throttled, cancelled or ignored says
 * nothing of whether the dependency is worth asking.
 */
public final class CircuitBreakerPolicy implements Policy {

    static final CircuitBreakerPolicy STANDARD = new CircuitBreakerPolicy(Mode.ENFORCE, Settings.STANDARD);

    final Settings settings;
    private final Mode mode;

    private CircuitBreakerPolicy(Mode mode, Settings settings) {
        this.mode = mode;
        this.settings = settings;
    }

    /**
     * Opens when this share of the attempts failed or timed out. Judged on every tick (about every 250 ms), over the whole
     * window and over the shortest part of it that holds enough attempts and cannot be put down to chance.
     *
     * @param share above 0 and at most 1; 0.5 by default
     */
    public CircuitBreakerPolicy failureRate(double share) {
        return enforcing(
                Criterion.FAILURE_RATE, settings.with(settings.failureRate().rate(share)));
    }

    /**
     * Judges shares only when there are so many attempts.
     *
     * @param attempts from 1 to 10,000; 20 by default
     */
    public CircuitBreakerPolicy overAtLeast(int attempts) {
        return with(settings.with(settings.failureRate().atLeast(attempts)));
    }

    /**
     * How far back the failure rate looks.
     *
     * @param window from 250 ms to 10 min; 10 s by default. About 50 bytes are kept for each tick within it
     */
    public CircuitBreakerPolicy overLast(Duration window) {
        Objects.requireNonNull(window, "window");
        return with(settings.with(settings.failureRate().overTime(window)));
    }

    /**
     * How many attempts the failure rate looks back, in place of a time: the last so many, and others that ended in the same
     * tick as the first of them.
     *
     * @param attempts from 1 to 10,000, and not below {@link #overAtLeast}
     */
    public CircuitBreakerPolicy overLastCalls(int attempts) {
        return with(settings.with(settings.failureRate().overCalls(attempts)));
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
        return enforcing(Criterion.CONSECUTIVE_FAILURES, settings.withConsecutiveFailures(attempts));
    }

    /**
     * Opens when too large a share of the attempts took longer than a limit or are in flight for longer than it. Judged over
     * the tracker's window when that holds {@link #overAtLeast} attempts. Off by default.
     *
     * @param limit from 1 µs to 1 h
     * @param share above 0 and at most 1
     */
    public CircuitBreakerPolicy slowCalls(Duration limit, double share) {
        Objects.requireNonNull(limit, "limit");
        return enforcing(Criterion.SLOW_CALLS, settings.with(new SlowCalls(limit, share)));
    }

    /**
     * Opens when the 90th percentile is so many times what is usual; see {@link #slowerThanBaseline(double, double)}.
     *
     * @param factor above 1 and at most 1,000
     */
    public CircuitBreakerPolicy slowerThanBaseline(double factor) {
        return slowerThanBaseline(factor, settings.slower().quantile());
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
        return enforcing(Criterion.SLOWER_THAN_BASELINE, settings.with(new Slower(factor, quantile)));
    }

    /**
     * Opens when attempts hang: so many are in flight for longer than this, and the dependency has answered none for as long.
     *
     * @param attempts from 1 to 10,000; 20 by default
     * @param age from 250 ms to 1 h
     */
    public CircuitBreakerPolicy inFlightOlderThan(int attempts, Duration age) {
        Objects.requireNonNull(age, "age");
        return enforcing(
                Criterion.HANG,
                settings.with(new Hang(attempts, age, settings.hang().timesUsual())));
    }

    /**
     * Opens when attempts hang: so many are in flight for longer than a multiple of the usual 99th percentile, and the
     * dependency has answered none for as long. The age is never taken below 1 s. Until the usual is known nothing happens.
     *
     * @param attempts from 1 to 10,000; 20 by default
     * @param timesUsual from 1 to 1,000; 10 by default
     */
    public CircuitBreakerPolicy inFlightOlderThan(int attempts, double timesUsual) {
        return enforcing(Criterion.HANG, settings.with(new Hang(attempts, null, timesUsual)));
    }

    /**
     * How long it stays open: at first, doubling each time that it opens again before it has been closed for the longest time.
     * The times vary at random by a quarter up or down, and never pass the longest.
     *
     * @param first from 1 ms to 1 h; 1 s by default
     * @param longest from {@code first} to 24 h; 30 s by default
     */
    public CircuitBreakerPolicy openFor(Duration first, Duration longest) {
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(longest, "longest");
        return with(settings.with(new Opening(first, longest, settings.opening().recoverOver())));
    }

    /**
     * How long a recovery takes at least, from the first probe that succeeded on: five steps, in which 5, 10, 20, 40 and 80 %
     * of the calls pass. Each goes on until a probe has succeeded in it.
     *
     * @param ramp from 50 ms to 1 h; 5 s by default
     */
    public CircuitBreakerPolicy recoverOver(Duration ramp) {
        Objects.requireNonNull(ramp, "ramp");
        Opening opening = settings.opening();
        return with(settings.with(new Opening(opening.first(), opening.longest(), ramp)));
    }

    /** Acts, only observes, or is left out; enforces by default. */
    public CircuitBreakerPolicy mode(Mode newMode) {
        Objects.requireNonNull(newMode, "mode");
        return new CircuitBreakerPolicy(newMode, settings);
    }

    /**
     * Whether one criterion opens the breaker, is only reported, or is of no interest. Setting a criterion's numbers also
     * enforces it, so to set and observe, set first.
     */
    public CircuitBreakerPolicy mode(Criterion criterion, Mode newMode) {
        Objects.requireNonNull(newMode, "mode");
        return with(settings.with(criterion, newMode));
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

    private CircuitBreakerPolicy with(Settings changed) {
        return new CircuitBreakerPolicy(mode, changed);
    }

    private CircuitBreakerPolicy enforcing(Criterion criterion, Settings changed) {
        return with(changed.with(criterion, Mode.ENFORCE));
    }

    @Override
    public String name() {
        return "breaker";
    }

    @Override
    public Position position() {
        return Position.BREAKER;
    }

    @Override
    public Mode mode() {
        return mode;
    }

    @Override
    public void check(Problems problems) {
        settings.check(problems);
    }

    @Override
    public CircuitBreaker start(PolicyScope scope) {
        return new CircuitBreaker(this, scope);
    }

    @Override
    public String describe() {
        return settings.describe();
    }

    @Override
    public String toString() {
        return name() + " (" + Settings.name(mode) + "): " + describe();
    }
}
