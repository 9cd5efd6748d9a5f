package io.seakeep.breaker;

import io.seakeep.CallRejectedException;
import io.seakeep.CallTraits;
import io.seakeep.Durations;
import io.seakeep.Gate;
import io.seakeep.Measurement;
import io.seakeep.Measurements;
import io.seakeep.Mode;
import io.seakeep.Policy;
import io.seakeep.PolicyScope;
import io.seakeep.Signals.Signal;
import io.seakeep.Tick;
import io.seakeep.latency.LatencyTracker;
import io.seakeep.latency.Outcome;
import io.seakeep.time.TimeSource;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * A circuit breaker at work for one dependency: it lets attempts through while the dependency is worth asking, and refuses them
 * while it is not.
 *
 * <p>It opens on any {@link Criterion} that it enforces, stays open for a time, and then lets a rising share of the calls
 * through, until it is closed again or has to give up. {@link #of()} describes one; the dependency starts it, and
 * {@code dependency.policy(CircuitBreaker.class)} finds it. Safe for use by many threads.
 *
 * <p><b>How it works.</b> One volatile reference names the {@link Phase}: a state, its generation, and everything that is
 * counted in it. A transition is one compare-and-set of that reference, so no counter of one generation ever meets a state
 * of another. A token carries the generation it was given in, and what comes back with the token of another one is no evidence.
 *
 * <p><b>Progress and memory order.</b> Entering a closed breaker is two volatile reads; leaving it with a success is the same
 * two, and a write only while a run of failures is going on. Nothing here waits: a loop is only repeated when another thread
 * has got further. Rates and latencies are judged on the tick, by one thread at a time, from what the tracker counted. Runs of
 * failures are judged where they happen, on the thread of the caller.
 *
 * <p><b>Not done.</b> There is no number of probe permits to hand out and take back: that is how other breakers get stuck when a
 * probe never returns. And there is no timer: an open breaker learns that its time is over from the next call, since without
 * calls it makes no difference.
 */
public final class CircuitBreaker implements Gate {

    private static final VarHandle PHASE;

    static {
        try {
            PHASE = MethodHandles.lookup().findVarHandle(CircuitBreaker.class, "phase", Phase.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static final long LONGEST_PROBE_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** A mean that fades never gets to 1 again. */
    private static final double HIGHEST_PROBE_FAILURE_RATE = 0.9;

    private final PolicyScope scope;
    private final TimeSource time;
    private final Terms terms;
    private final ClosedWatch watch;
    private final LongAdder refused = new LongAdder();
    private final LongAdder wouldHaveRefused = new LongAdder();

    /** Read only where something is refused. */
    private volatile Mode mode;

    private volatile Phase phase;

    /** For the tick only. */
    private Phase phaseAtLastTick;

    CircuitBreaker(CircuitBreakerPolicy policy, PolicyScope scope) {
        this.scope = scope;
        this.time = scope.time();
        this.mode = policy.mode();
        long nowNanos = time.nanoTime();
        this.terms = new Terms(
                numbers(policy.settings),
                new RunLimit(policy.settings.consecutiveFailures()),
                this::emitWouldOpen,
                scope.newRandom().nextLong());
        this.watch = new ClosedWatch(policy.settings, scope.tracker(), terms, nowNanos);
        this.phase = new Closed(terms, 0, nowNanos, Reason.of("it started so"), null, ProbeLimit.NONE, Counts.NONE);
        this.phaseAtLastTick = phase;
    }

    private static Terms.Numbers numbers(Settings settings) {
        long stepNanos = settings.opening().recoverOver().toNanos() / Recovering.STEPS;
        return new Terms.Numbers(
                Math.min(settings.failureRate().rate(), HIGHEST_PROBE_FAILURE_RATE),
                settings.opening().first().toNanos(),
                settings.opening().longest().toNanos(),
                stepNanos,
                Math.min(stepNanos, LONGEST_PROBE_INTERVAL_NANOS),
                settings.toleratedStall().toNanos(),
                settings.modes().of(Criterion.CONSECUTIVE_FAILURES));
    }

    /** The state stays, and for how long it is open if it is; what is usual stays known. */
    @Override
    public boolean reconfigure(Policy description) {
        if (!(description instanceof CircuitBreakerPolicy changed)) {
            return false;
        }
        mode = changed.mode();
        signal();
        terms.become(numbers(changed.settings), changed.settings.consecutiveFailures());
        watch.reconfigure(changed.settings);
        return true;
    }

    /** The description of a breaker that is as a dependency gets it when nothing else is said. */
    public static CircuitBreakerPolicy of() {
        return CircuitBreakerPolicy.STANDARD;
    }

    @Override
    public long tryEnter(CallTraits traits, long nowNanos) {
        return phase instanceof Closed closed ? closed.token() : admit(nowNanos);
    }

    private long admit(long nowNanos) {
        long token = settledAt(nowNanos).admit(nowNanos);
        if (token >= 0) {
            return token;
        }
        if (mode == Mode.ENFORCE) {
            refused.increment();
            return REFUSED;
        }
        wouldHaveRefused.increment();
        return RunWord.BYSTANDER;
    }

    /** The phase it is, after those transitions that time alone brings about. */
    private Phase settledAt(long nowNanos) {
        for (; ; ) {
            Phase current = phase;
            Phase due = current.at(nowNanos);
            if (due == current) {
                return current;
            }
            move(current, due);
        }
    }

    @Override
    public void exit(long token, Outcome outcome, long durationNanos, long nowNanos) {
        if (outcome == Outcome.SUCCESS && phase instanceof Closed closed && closed.isQuiet(token)) {
            return;
        }
        hear(token, outcome, durationNanos, nowNanos);
    }

    private void hear(long token, Outcome outcome, long durationNanos, long nowNanos) {
        Phase current = phase;
        long generation = current.generation;
        Phase next = current.hear(token, outcome, durationNanos, nowNanos);
        while (next != current && !move(current, next)) {
            current = phase;
            if (current.generation != generation || next.generation == generation) {
                return; // somebody else ended the generation, or took the step
            }
        }
    }

    @Override
    public void withdraw(long token) {
        phase.withdraw(token);
    }

    @Override
    public CallRejectedException rejection(long refusal, long nowNanos) {
        Phase refusing = phase;
        return new CallRejectedException(
                scope.dependency(), "breaker", refusing.setting(), refusing.retryAfterNanos(nowNanos), refusing);
    }

    @Override
    public void onTick(Tick tick) {
        Phase current = phase;
        boolean sameAsBefore = current == phaseAtLastTick;
        phaseAtLastTick = current;
        signal();
        if (!(current instanceof Closed closed)) {
            return;
        }
        if (!sameAsBefore) {
            watch.startAfresh(tick, closed);
            return;
        }
        Alarm alarm = watch.think(tick, closed);
        if (alarm != null) {
            move(closed, closed.opened(tick.nowNanos(), alarm.reason(), alarm.probeLimit()));
        }
    }

    private boolean move(Phase from, Phase to) {
        if (!PHASE.compareAndSet(this, from, to)) {
            return false;
        }
        if (from.state() != to.state()) {
            signal();
            emit(from.state(), to.state(), mode, to.reason, to instanceof Open open ? open.openNanos() : 0);
        }
        return true;
    }

    /** Says whether attempts are kept away: with each transition, and on each tick for the case that two of them met. */
    private void signal() {
        BreakerState now = phase.state();
        if (mode == Mode.ENFORCE && now != BreakerState.CLOSED && now != BreakerState.FORCED_CLOSED) {
            scope.signals().raise(Signal.BREAKER_OPEN);
        } else {
            scope.signals().lower(Signal.BREAKER_OPEN);
        }
    }

    private void emitWouldOpen(Reason reason) {
        emit(BreakerState.CLOSED, BreakerState.OPEN, Mode.OBSERVE, reason, 0);
    }

    private void emit(BreakerState from, BreakerState to, Mode how, Reason reason, long openNanos) {
        scope.emit(new BreakerTransition(
                scope.dependency(),
                how,
                from,
                to,
                reason.criterion(),
                reason.words(),
                reason.measured(),
                reason.limit(),
                reason.samples(),
                openNanos));
    }

    /** The state now. An open breaker whose time is over stays open until the next call. */
    public BreakerState state() {
        return phase.state();
    }

    /** Refuses every call until {@link #release} or {@link #forceClosed}; refuses none if it only observes. */
    public void forceOpen() {
        force(BreakerState.FORCED_OPEN);
    }

    /** Lets every call through and judges none, until {@link #release} or {@link #forceOpen}. */
    public void forceClosed() {
        force(BreakerState.FORCED_CLOSED);
    }

    private void force(BreakerState state) {
        Phase current;
        do {
            current = phase;
        } while (current.state() != state && !move(current, current.forced(state, time.nanoTime())));
    }

    /** Ends what was forced: the breaker is closed, and knows nothing of what was before. Otherwise does nothing. */
    public void release() {
        Phase current;
        do {
            current = phase;
        } while (current instanceof Forced
                && !move(current, current.closedAfresh(time.nanoTime(), Reason.of("somebody released it"))));
    }

    /** How many attempts it has refused. */
    public long refused() {
        return refused.sum();
    }

    /** How many attempts it would have refused, had it not only observed. */
    public long wouldHaveRefused() {
        return wouldHaveRefused.sum();
    }

    /** For people: the state, since when and why; and for each criterion what was seen last and what would open it. */
    public String explain() {
        Phase current = phase;
        StringBuilder text = new StringBuilder("breaker of ")
                .append(scope.dependency())
                .append(": ")
                .append(current.describe(time.nanoTime()));
        if (mode == Mode.OBSERVE) {
            text.append("; it only observes and would have refused ").append(wouldHaveRefused());
        } else {
            text.append("; ").append(refused()).append(" calls refused so far");
        }
        watch.explain(text);
        return text.toString();
    }

    @Override
    public void measure(Measurements to) {
        Measurement states =
                Measurement.of("seakeep.breaker.state", "1 for the state that the breaker is in, 0 for the others");
        for (BreakerState state : BreakerState.values()) {
            String tag = state.name().toLowerCase(Locale.ROOT).replace('_', '-');
            to.gauge(states.tagged("state", tag), () -> phase.state() == state ? 1 : 0);
        }
        to.counter(Measurement.wouldHaveActed("breaker"), this::wouldHaveRefused);
    }

    LatencyTracker tracker() {
        return scope.tracker();
    }

    long generation() {
        return phase.generation;
    }

    @Override
    public String toString() {
        return "breaker of " + scope.dependency() + ": " + phase.state() + " for "
                + Durations.format(time.nanoTime() - phase.sinceNanos);
    }
}
