package io.seakeep.bulkhead;

import io.seakeep.CallRejectedException;
import io.seakeep.CallTraits;
import io.seakeep.GateWait;
import io.seakeep.IsolatingGate;
import io.seakeep.Measurement;
import io.seakeep.Measurements;
import io.seakeep.Mode;
import io.seakeep.PolicyScope;
import io.seakeep.Priority;
import io.seakeep.Signals;
import io.seakeep.Signals.Signal;
import io.seakeep.Tick;
import io.seakeep.Waiter;
import io.seakeep.WaitingGate;
import io.seakeep.latency.LatencyTracker;
import io.seakeep.latency.Outcome;
import io.seakeep.time.TimeSource;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * A bulkhead at work for one dependency: it lets only so many attempts be under way at once, so that a slow dependency cannot
 * take the threads, connections and memory that others need. What finds it full is refused, or waits for its turn if
 * {@link BulkheadPolicy#queue queue} says so.
 *
 * <p>{@link #fixed} describes one; the dependency starts it, and {@code dependency.policy(Bulkhead.class)} finds it. Safe for use by
 * many threads. Entering is one atomic instruction and leaving an ordered store, on memory that threads seldom share; where attempts may wait, a
 * full fence comes to it.
 */
public final class Bulkhead implements WaitingGate, IsolatingGate {

    /** The token of an attempt that is inside beyond the limit, because the bulkhead only observes. */
    private static final long BYSTANDER = Long.MAX_VALUE;

    private static final int INITIAL_LIMIT = 20;
    private static final int LOWEST_LIMIT = 4;
    private static final int HIGHEST_LIMIT = 1_000;

    private final String dependency;
    private final Mode mode;
    private final StripedPermits permits;
    private final @Nullable WaitQueue queue;
    private final Refusals refusals = new Refusals();
    private final AdmissionControl admission;
    private final TimeSource time;
    private final @Nullable AdaptiveLimit adaptive;
    private final LatencyTracker tracker;
    private final Signals signals;
    private final boolean isolates;
    private final AtomicInteger abandoned = new AtomicInteger();
    private long foundFullBefore;
    private int makingRoomFor;
    private final LongAdder foundFull = new LongAdder();
    private final LongAdder wouldHaveRefused = new LongAdder();

    Bulkhead(BulkheadSettings settings, PolicyScope scope) {
        this.dependency = scope.dependency();
        this.mode = settings.mode();
        this.time = scope.time();
        this.tracker = scope.tracker();
        this.signals = scope.signals();
        this.permits = StripedPermits.of(settings.initial());
        this.isolates = settings.threads() == BulkheadSettings.Threads.OWN;
        this.adaptive = settings.kind() == BulkheadSettings.Kind.ADAPTIVE
                ? new AdaptiveLimit(settings.initial(), settings.lowest(), settings.highest())
                : null;
        boolean mayWait = settings.mode() == Mode.ENFORCE && settings.mostWaiting() > 0;
        long maxWaitNanos = mayWait ? settings.maxWait().toNanos() : 0;
        this.admission = new AdmissionControl(maxWaitNanos);
        this.queue = mayWait
                ? new WaitQueue(permits, settings.mostWaiting(), maxWaitNanos, admission, refusals, time)
                : null;
    }

    /**
     * Describes a bulkhead with a limit that stays as it is until somebody changes it.
     *
     * @param limit attempts at once, from 1 to 100,000
     */
    public static BulkheadPolicy fixed(int limit) {
        return new BulkheadPolicy(BulkheadSettings.fixed(limit));
    }

    /**
     * Describes a bulkhead that finds its limit by itself, from the latency and the throughput that are observed: between 4 and
     * 1,000 attempts at once, 20 at first, unless it is told otherwise.
     */
    public static AdaptiveBulkheadPolicy adaptive() {
        return new AdaptiveBulkheadPolicy(BulkheadSettings.adaptive(INITIAL_LIMIT, LOWEST_LIMIT, HIGHEST_LIMIT));
    }

    @Override
    public long tryEnter(CallTraits traits, long nowNanos) {
        Priority priority = traits.priority();
        admission.asked(priority);
        Admission now = admission.current();
        if (now != Admission.OPEN && !now.takes(priority, traits.cohort())) {
            return refuse(Refusals.SHED, priority);
        }
        if (queue != null && queue.isStanding()) {
            foundFull.increment();
            return WAIT; // nobody gets in past those who wait
        }
        int place = now == Admission.OPEN ? permits.tryTake() : permits.tryTake(now.keep(priority));
        return place == StripedPermits.NONE ? full(priority) : place;
    }

    private long full(Priority priority) {
        admission.full();
        foundFull.increment();
        return queue == null ? refuse(REFUSED, priority) : WAIT;
    }

    private long refuse(long reason, Priority priority) {
        admission.refused(priority);
        if (mode == Mode.OBSERVE) {
            wouldHaveRefused.increment();
            return BYSTANDER;
        }
        refusals.count(reason);
        return reason;
    }

    @Override
    public GateWait await(CallTraits traits, long nowNanos, long latestNanos, Waiter waiter) {
        return Objects.requireNonNull(queue, "nobody may wait").join(traits, nowNanos, latestNanos, waiter);
    }

    @Override
    public void exit(long token, Outcome outcome, long durationNanos, long nowNanos) {
        withdraw(token);
    }

    @Override
    public void withdraw(long token) {
        if (token != BYSTANDER) {
            permits.giveBack((int) token);
            serve();
        }
    }

    private void serve() {
        if (queue != null) {
            queue.permitsLaidDown();
        }
    }

    @Override
    public CallRejectedException rejection(long refusal, long nowNanos) {
        int limit = permits.limit();
        return new CallRejectedException(
                dependency,
                "bulkhead",
                Refusals.setting(refusal),
                0,
                () -> Refusals.explain(refusal, "all " + limit + " attempts at once are under way"));
    }

    /** Learns who asks; and looks after the queue, which would otherwise drop nobody while none comes and none goes. */
    @Override
    public void onTick(Tick tick) {
        int inside = inside();
        long sum = foundFull.sum();
        long sinceTick = sum - foundFullBefore;
        foundFullBefore = sum;
        if (sinceTick > 0 && mode == Mode.ENFORCE) {
            signals.raise(Signal.BULKHEAD_FULL);
        } else {
            signals.lower(Signal.BULKHEAD_FULL);
        }
        if (adaptive != null) {
            follow(adaptive.next(
                    new LimitSample(tick.spanNanos(), tick.pausedNanos(), tracker.lastTickSnapshot(), sinceTick)));
        }
        admission.onTick(tick, limit(), makingRoomFor, inside, time.epochMillis());
        serve();
    }

    /**
     * A lower limit lets nobody in before enough have left. Where some attempts leave permits free for others, it is made room for by those
     * alone, for a tick, before it holds for all.
     */
    private void follow(int wanted) {
        int excess = permits.limit() - wanted;
        if (excess > 0 && makingRoomFor == 0 && admission.reserves()) {
            makingRoomFor = excess;
        } else {
            makingRoomFor = 0;
            permits.resize(wanted);
        }
    }

    @Override
    public boolean isolates() {
        return isolates;
    }

    @Override
    public void abandoned() {
        abandoned.incrementAndGet();
        permits.withhold();
    }

    @Override
    public void abandonedEnded() {
        permits.release();
        abandoned.decrementAndGet();
        serve();
    }

    /** How many attempts have ended while their code has not; see {@link BulkheadPolicy#isolate}. They count among those inside. */
    public int abandonedNow() {
        return abandoned.get();
    }

    /** How many attempts there may be at once. */
    public int limit() {
        return permits.limit();
    }

    /**
     * Changes the limit, at once. With a higher one, those who wait get in. With a lower one, attempts that are under way go on,
     * and nobody gets in before enough of them have ended.
     *
     * @param newLimit from 1 to 100,000
     * @throws IllegalArgumentException if it is none of these
     * @throws IllegalStateException if it is {@link #adaptive}, and finds its limit by itself
     */
    public void resize(int newLimit) {
        if (adaptive != null) {
            throw new IllegalStateException(
                    "an adaptive bulkhead finds its limit by itself; its bounds are between(lowest, highest)");
        }
        if (newLimit < 1 || newLimit > BulkheadSettings.HIGHEST_LIMIT) {
            throw new IllegalArgumentException(
                    "bulkhead.limit must be between 1 and " + BulkheadSettings.HIGHEST_LIMIT + ": " + newLimit);
        }
        permits.resize(newLimit);
        serve();
    }

    /** How many attempts are under way, without those beyond the limit that an observing bulkhead let pass. */
    public int inside() {
        return permits.taken();
    }

    /** How many attempts wait for their turn. */
    public int waiting() {
        return queue == null ? 0 : queue.size();
    }

    /**
     * How many attempts were refused since it was started: at once, or because they waited in vain. Those that were cancelled
     * while they waited are not among them.
     */
    public long refused() {
        return refusals.total();
    }

    /** How many attempts of this priority were refused, or would have been, since it was started. */
    public long refused(Priority priority) {
        return admission.refusals(priority);
    }

    /** How many attempts would have been refused, had it not only observed. */
    public long wouldHaveRefused() {
        return wouldHaveRefused.sum();
    }

    @Override
    public void measure(Measurements to) {
        to.gauge(Measurement.of("seakeep.bulkhead.limit", "Attempts that may be under way at once"), this::limit);
        to.gauge(Measurement.of("seakeep.bulkhead.in.use", "Attempts that are in the bulkhead"), this::inside);
        to.gauge(Measurement.of("seakeep.bulkhead.waiting", "Attempts that wait for their turn"), this::waiting);
        to.counter(Measurement.wouldHaveActed("bulkhead"), this::wouldHaveRefused);
    }

    /**
     * What it does at this moment and why, for people, such as {@code limit 100, fixed; 97 inside, 1 of them abandoned; 3 wait;
     * refused: 12 at once; background leaves 9 free}.
     */
    public String explain() {
        int left = abandonedNow();
        return "limit " + limit() + ", "
                + (adaptive == null ? "fixed" : "adaptive: " + adaptive.last().explain()) + "; " + inside()
                + " inside"
                + (left == 0 ? "" : ", " + left + " of them abandoned")
                + (queue == null ? "" : "; " + waiting() + " wait")
                + "; refused: " + refusals.summary()
                + (mode == Mode.OBSERVE ? "; would have refused " + wouldHaveRefused() : "")
                + admission.current().explain();
    }
}
