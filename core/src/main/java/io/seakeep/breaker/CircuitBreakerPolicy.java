package io.seakeep.breaker;

import static io.seakeep.breaker.BreakerSchema.AT_LEAST;
import static io.seakeep.breaker.BreakerSchema.CONSECUTIVE_FAILURES;
import static io.seakeep.breaker.BreakerSchema.FAILURE_RATE;
import static io.seakeep.breaker.BreakerSchema.HANG_AGE;
import static io.seakeep.breaker.BreakerSchema.HANG_AT_LEAST;
import static io.seakeep.breaker.BreakerSchema.HANG_TIMES;
import static io.seakeep.breaker.BreakerSchema.MODE;
import static io.seakeep.breaker.BreakerSchema.OPEN_FIRST;
import static io.seakeep.breaker.BreakerSchema.OPEN_LONGEST;
import static io.seakeep.breaker.BreakerSchema.OVER_LAST;
import static io.seakeep.breaker.BreakerSchema.OVER_LAST_CALLS;
import static io.seakeep.breaker.BreakerSchema.RECOVER_OVER;
import static io.seakeep.breaker.BreakerSchema.SLOWER_FACTOR;
import static io.seakeep.breaker.BreakerSchema.SLOWER_QUANTILE;
import static io.seakeep.breaker.BreakerSchema.SLOW_LIMIT;
import static io.seakeep.breaker.BreakerSchema.SLOW_RATE;
import static io.seakeep.breaker.BreakerSchema.TOLERATED_STALL;

import io.seakeep.ConfigurablePolicy;
import io.seakeep.Mode;
import io.seakeep.PolicyScope;
import io.seakeep.Position;
import io.seakeep.Problems;
import io.seakeep.settings.Setting;
import io.seakeep.settings.SettingValues;
import io.seakeep.time.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * The description of a {@link CircuitBreaker}. Immutable: each method answers another description, and checks nothing; all
 * settings are checked together when the dependency is built.
 *
 * <p>Only attempts that ended in a success, a failure or a timeout are evidence. What was throttled, cancelled or ignored says
 * nothing of whether the dependency is worth asking.
 */
public final class CircuitBreakerPolicy implements ConfigurablePolicy {

    /** As a dependency gets it when nothing else is said. */
    static final CircuitBreakerPolicy STANDARD =
            new CircuitBreakerPolicy(SettingValues.nothing().with(MODE, Mode.ENFORCE));

    final Settings settings;
    private final SettingValues said;

    private CircuitBreakerPolicy(SettingValues said) {
        this.said = said;
        this.settings = Settings.of(said);
    }

    /**
     * Opens when this share of the attempts failed or timed out. Judged on every tick (about every 250 ms), over the whole
     * window and over the shortest part of it that holds enough attempts and cannot be put down to chance.
     *
     * @param share above 0 and at most 1; 0.5 by default
     */
    public CircuitBreakerPolicy failureRate(double share) {
        return enforcing(Criterion.FAILURE_RATE, said.with(FAILURE_RATE, share));
    }

    /**
     * Judges shares only when there are so many attempts.
     *
     * @param attempts from 1 to 10,000; 20 by default
     */
    public CircuitBreakerPolicy overAtLeast(int attempts) {
        return with(said.with(AT_LEAST, attempts));
    }

    /**
     * How far back the failure rate looks.
     *
     * @param window from 250 ms to 10 min; 10 s by default. About 50 bytes are kept for each tick within it
     */
    public CircuitBreakerPolicy overLast(Duration window) {
        Objects.requireNonNull(window, "window");
        return with(said.with(OVER_LAST, window).withNone(OVER_LAST_CALLS));
    }

    /**
     * How many attempts the failure rate looks back, in place of a time: the last so many, and others that ended in the same
     * tick as the first of them.
     *
     * @param attempts from 1 to 10,000, and not below {@link #overAtLeast}
     */
    public CircuitBreakerPolicy overLastCalls(int attempts) {
        return with(said.with(OVER_LAST_CALLS, attempts));
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
        return enforcing(Criterion.CONSECUTIVE_FAILURES, said.with(CONSECUTIVE_FAILURES, attempts));
    }

    /**
     * For how long attempts may time out before that is an outage, and not a stall such as a collection of garbage. Timeouts that are shorter
     * than this count as failures, for the share and for the row, only once they have gone on for so long. Timeouts that are as long, and what the
     * dependency itself fails, count at once.
     *
     * @param longest from 0 (every timeout counts at once) to 1 min; 1 s by default
     */
    public CircuitBreakerPolicy tolerateStall(Duration longest) {
        Objects.requireNonNull(longest, "longest");
        return with(said.with(TOLERATED_STALL, longest));
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
        return enforcing(Criterion.SLOW_CALLS, said.with(SLOW_LIMIT, limit).with(SLOW_RATE, share));
    }

    /**
     * Opens when the 90th percentile is so many times what is usual; see {@link #slowerThanBaseline(double, double)}.
     *
     * @param factor above 1 and at most 1,000
     */
    public CircuitBreakerPolicy slowerThanBaseline(double factor) {
        return enforcing(Criterion.SLOWER_THAN_BASELINE, said.with(SLOWER_FACTOR, factor));
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
        return enforcing(
                Criterion.SLOWER_THAN_BASELINE, said.with(SLOWER_FACTOR, factor).with(SLOWER_QUANTILE, quantile));
    }

    /**
     * Opens when attempts hang: so many are in flight for longer than this, and the dependency has answered none for as long.
     *
     * @param attempts from 1 to 10,000; 20 by default
     * @param age from 250 ms to 1 h
     */
    public CircuitBreakerPolicy inFlightOlderThan(int attempts, Duration age) {
        Objects.requireNonNull(age, "age");
        return enforcing(Criterion.HANG, said.with(HANG_AT_LEAST, attempts).with(HANG_AGE, age));
    }

    /**
     * Opens when attempts hang: so many are in flight for longer than a multiple of the usual 99th percentile, and the
     * dependency has answered none for as long. The age is never taken below 1 s. Until the usual is known nothing happens.
     *
     * @param attempts from 1 to 10,000; 20 by default
     * @param timesUsual from 1 to 1,000; 10 by default
     */
    public CircuitBreakerPolicy inFlightOlderThan(int attempts, double timesUsual) {
        return enforcing(
                Criterion.HANG,
                said.with(HANG_AT_LEAST, attempts).withNone(HANG_AGE).with(HANG_TIMES, timesUsual));
    }

    /**
     * How long it stays open: at first, and twice as long after each recovery in which nothing succeeded. Where only a share of the attempts
     * fails, or something has succeeded since it first opened, it is half as long as nothing has succeeded, and {@code first} at least. The times
     * vary at random by a half up or down, and never pass the longest. Once it has been closed for {@code longest}, it starts over.
     *
     * @param first from 1 ms to 1 h; 1 s by default
     * @param longest from {@code first} to 24 h; 30 s by default
     */
    public CircuitBreakerPolicy openFor(Duration first, Duration longest) {
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(longest, "longest");
        return with(said.with(OPEN_FIRST, first).with(OPEN_LONGEST, longest));
    }

    /**
     * How long a recovery takes at least, from the first probe that succeeded on: five steps, in which 5, 10, 20, 40 and 80 %
     * of the calls pass. Each goes on until a probe has succeeded in it. Where nothing had succeeded for less than this, it takes as long as
     * that was.
     *
     * @param ramp from 50 ms to 1 h; 5 s by default
     */
    public CircuitBreakerPolicy recoverOver(Duration ramp) {
        Objects.requireNonNull(ramp, "ramp");
        return with(said.with(RECOVER_OVER, ramp));
    }

    /** Acts, only observes, or is left out; enforces by default. */
    public CircuitBreakerPolicy mode(Mode newMode) {
        return with(said.with(MODE, newMode));
    }

    /**
     * Whether one criterion opens the breaker, is only reported, or is of no interest. Setting a criterion's numbers also
     * enforces it, so to set and observe, set first.
     */
    public CircuitBreakerPolicy mode(Criterion criterion, Mode newMode) {
        return with(said.with(BreakerSchema.modeOf(criterion), newMode));
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
     * A breaker of its own, for a framework that makes the calls and tells how they ended. Nothing is set of it
     * from outside the code. Close it when it is of no more use.
     *
     * @param name what it is called in events, in the form {@code [a-z0-9][a-z0-9-]{0,99}}
     * @throws io.seakeep.IllegalConfigurationException if any setting cannot be; it lists all of them
     * @throws IllegalArgumentException if it is off
     */
    public StandaloneBreaker standalone(String name, TimeSource time) {
        return new StandaloneBreaker(this, name, time);
    }

    private CircuitBreakerPolicy enforcing(Criterion criterion, SettingValues changed) {
        return with(changed.with(BreakerSchema.modeOf(criterion), Mode.ENFORCE));
    }

    @Override
    public List<Setting<?>> schema() {
        return BreakerSchema.ALL;
    }

    @Override
    public SettingValues said() {
        return said;
    }

    @Override
    public CircuitBreakerPolicy with(SettingValues values) {
        return new CircuitBreakerPolicy(values);
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
        return said.get(MODE);
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
        return name() + " (" + Settings.name(mode()) + "): " + describe();
    }
}
