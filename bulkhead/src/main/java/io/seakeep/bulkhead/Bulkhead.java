package io.seakeep.bulkhead;

import io.seakeep.CallRejectedException;
import io.seakeep.CallTraits;
import io.seakeep.GateWait;
import io.seakeep.IsolatingGate;
import io.seakeep.Measurement;
import io.seakeep.Measurements;
import io.seakeep.Mode;
import io.seakeep.Policy;
import io.seakeep.PolicyScope;
import io.seakeep.Priority;
import io.seakeep.Tick;
import io.seakeep.Waiter;
import io.seakeep.WaitingGate;
import io.seakeep.latency.LatencyTracker;
import io.seakeep.latency.Outcome;
import io.seakeep.settings.SettingValues;
import io.seakeep.time.TimeSource;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

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
    static final long BYSTANDER = Long.MAX_VALUE;

    private final String dependency;
    private final StripedPermits permits;
    /** How often it is looked for a permit while settings are changed. */
    static final int MOST_LOOKS = 1_000;

    private final BulkheadLimit limit;
    private final BulkheadTerms terms;
    private final Refusals refusals = new Refusals();
    private final AdmissionControl admission;
    private final TimeSource time;
    private final LatencyTracker tracker;
    private final AtomicInteger abandoned = new AtomicInteger();
    private final FoundFull foundFull;
    private final LongAdder wouldHaveRefused = new LongAdder();

    Bulkhead(BulkheadSettings settings, PolicyScope scope) {
        this.dependency = scope.dependency();
        this.time = scope.time();
        this.tracker = scope.tracker();
        this.foundFull = new FoundFull(scope.signals());
        this.permits = StripedPermits.of(settings.firstLimit());
        this.limit = new BulkheadLimit(settings, permits);
        this.admission = new AdmissionControl(settings.longestWaitNanos());
        this.terms = new BulkheadTerms(
                settings,
                open -> new WaitQueue(permits, open.mostWaiting(), open.longestWaitNanos(), admission, refusals, time));
    }

    /**
     * Describes a bulkhead with a limit that stays as it is until somebody changes it.
     *
     * @param limit attempts at once, from 1 to 100,000
     */
    public static BulkheadPolicy fixed(int limit) {
        return new BulkheadPolicy(SettingValues.nothing()
                .with(BulkheadSchema.MODE, Mode.ENFORCE)
                .with(BulkheadSchema.KIND, BulkheadSettings.Kind.FIXED)
                .with(BulkheadSchema.LIMIT, limit));
    }

    /**
     * Describes a bulkhead that finds its limit by itself, from the latency and the throughput that are observed: between 4 and
     * 1,000 attempts at once, 20 at first, unless it is told otherwise.
     */
    public static AdaptiveBulkheadPolicy adaptive() {
        return new AdaptiveBulkheadPolicy(SettingValues.nothing()
                .with(BulkheadSchema.MODE, Mode.ENFORCE)
                .with(BulkheadSchema.KIND, BulkheadSettings.Kind.ADAPTIVE));
    }

    @Override
    public long tryEnter(CallTraits traits, long nowNanos) {
        Priority priority = traits.priority();
        admission.asked(priority);
        Admission now = admission.current();
        if (now != Admission.OPEN && !now.takes(priority, traits.cohort())) {
            return refuse(Refusals.SHED, priority);
        }
        WaitQueue waiting = terms.queue();
        if (waiting != null && waiting.isStanding()) {
            foundFull.increment();
            return WAIT; // nobody gets in past those who wait
        }
        int place = now == Admission.OPEN ? permits.tryTake() : permits.tryTake(now.keep(priority));
        return place == StripedPermits.NONE ? full(priority) : place;
    }

    /**
     * Looks again before it refuses: settings may have been changed since the first look, and nobody is refused by the limit of one and the
     * queue of another, nor for a permit that whoever changes the limit has in hand. A change takes less than a microsecond; who finds that it
     * is held up does not wait for it.
     */
    private long full(Priority priority) {
        admission.full();
        foundFull.increment();
        for (int looks = 1; ; looks++) {
            int changesBefore = terms.changes();
            if (terms.mayWait()) {
                return WAIT;
            }
            if (terms.observes()) {
                return pass(priority);
            }
            int place = permits.tryTake(admission.current().keep(priority));
            if (place != StripedPermits.NONE) {
                return place;
            }
            boolean isSure = terms.isSettledSince(changesBefore) && !terms.mayWait() && !terms.observes();
            if (isSure || looks == MOST_LOOKS) {
                return refuse(REFUSED, priority);
            }
            Thread.onSpinWait();
        }
    }

    private long refuse(long reason, Priority priority) {
        if (terms.observes()) {
            return pass(priority);
        }
        admission.refused(priority);
        refusals.count(reason);
        return reason;
    }

    private long pass(Priority priority) {
        admission.refused(priority);
        wouldHaveRefused.increment();
        return BYSTANDER;
    }

    @Override
    public GateWait await(CallTraits traits, long nowNanos, long latestNanos, Waiter waiter) {
        return Objects.requireNonNull(terms.queue(), "nobody may wait").join(traits, nowNanos, latestNanos, waiter);
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
        WaitQueue waiting = terms.queue();
        if (waiting != null) {
            waiting.permitsLaidDown();
        }
    }

    @Override
    public CallRejectedException rejection(long refusal, long nowNanos) {
        return Refusals.rejection(dependency, refusal, permits.limit(), terms.settings());
    }

    /** Learns who asks; and looks after the queue, which would otherwise drop nobody while none comes and none goes. */
    @Override
    public void onTick(Tick tick) {
        int inside = inside();
        long sinceTick = foundFull.onTick(terms.settings().mode());
        limit.onTick(tick, tracker, sinceTick, admission.reserves());
        admission.onTick(tick, limit(), limit.makingRoomFor(), inside, time.epochMillis());
        serve();
    }

    /** In place, whatever is changed. Whoever is inside leaves here, and whoever waits is served or refused in time. */
    @Override
    public boolean reconfigure(Policy description) {
        if (!(description instanceof BulkheadDescription<?> bulkhead)) {
            return false;
        }
        terms.change(bulkhead.settings(), limit);
        admission.maxWait(bulkhead.settings().longestWaitNanos());
        serve();
        return true;
    }

    @Override
    public boolean isolates() {
        return terms.settings().threads() == BulkheadSettings.Threads.OWN;
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
        if (limit.isAdaptive()) {
            throw new IllegalStateException(
                    "an adaptive bulkhead finds its limit by itself; its bounds are between(lowest, highest)");
        }
        if (newLimit < 1 || newLimit > BulkheadSchema.HIGHEST_LIMIT) {
            throw new IllegalArgumentException(
                    "bulkhead.limit must be between 1 and " + BulkheadSchema.HIGHEST_LIMIT + ": " + newLimit);
        }
        limit.resize(newLimit);
        serve();
    }

    /** How many attempts are under way, without those beyond the limit that an observing bulkhead let pass. */
    public int inside() {
        return permits.taken();
    }

    /** How many attempts wait for their turn. */
    public int waiting() {
        WaitQueue waiting = terms.queue();
        return waiting == null ? 0 : waiting.size();
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
        BulkheadSettings now = terms.settings();
        return "limit " + limit.explain() + "; " + inside() + " inside"
                + (left == 0 ? "" : ", " + left + " of them abandoned")
                + (now.letsWait() || waiting() > 0 ? "; " + waiting() + " wait" : "")
                + "; refused: " + refusals.summary()
                + (now.mode() == Mode.OBSERVE ? "; would have refused " + wouldHaveRefused() : "")
                + admission.current().explain();
    }
}
