package io.seakeep.bulkhead;

import io.seakeep.ActivePolicy;
import io.seakeep.Durations;
import io.seakeep.Mode;
import io.seakeep.Policy;
import io.seakeep.PolicyScope;
import io.seakeep.Position;
import io.seakeep.Problems;
import io.seakeep.time.TimeSource;
import java.time.Duration;
import java.util.Objects;

/** The description of a {@link Bulkhead}. Immutable; its settings are checked when the dependency is built. */
public final class BulkheadPolicy implements Policy {

    static final int HIGHEST_LIMIT = 100_000;
    static final int MOST_WAITING = 100_000;
    static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    private static final Duration SHORTEST_WAIT = Duration.ofMillis(1);

    private final int limit;
    private final int mostWaiting;
    private final Duration maxWait;
    private final Threads threads;
    private final Mode mode;

    private BulkheadPolicy(int limit, int mostWaiting, Duration maxWait, Threads threads, Mode mode) {
        this.limit = limit;
        this.mostWaiting = mostWaiting;
        this.maxWait = maxWait;
        this.threads = threads;
        this.mode = mode;
    }

    static BulkheadPolicy fixed(int limit) {
        return new BulkheadPolicy(limit, 0, SHORTEST_WAIT, Threads.CALLERS, Mode.ENFORCE);
    }

    /** How far it goes; {@link Mode#ENFORCE} by default. */
    public BulkheadPolicy mode(Mode newMode) {
        return new BulkheadPolicy(limit, mostWaiting, maxWait, threads, Objects.requireNonNull(newMode, "mode"));
    }

    /**
     * Lets attempts wait for their turn; by default none does. The more important go first, and among equals those that came
     * first. A queue that has not been empty for as long as the longest wait is no burst but an overload: then the newest go
     * first, and who has waited for a tenth of it and has newer ones behind is refused. Who is refused, cancelled or
     * interrupted, or out of time, leaves the queue at once. An asynchronous call that waits holds no thread.
     *
     * @param most how many may wait, from 0 to 100,000. When it is full, the least important goes
     * @param newMaxWait the longest wait, from 1 ms to 10 min; a call's deadline can make it shorter
     */
    public BulkheadPolicy queue(int most, Duration newMaxWait) {
        return new BulkheadPolicy(limit, most, Objects.requireNonNull(newMaxWait, "maxWait"), threads, mode);
    }

    /**
     * Runs synchronous attempts on threads of their own: virtual ones from JDK 21 on, and daemons before, no more than the limit.
     * For code that blocks and may take no notice of an interrupt, such as a driver's. The caller waits until the attempt's time is
     * over, or its call's deadline, or it is interrupted; then the code is interrupted and left alone, the caller gets a
     * {@link io.seakeep.CallTimeoutException}, an {@link InterruptedException} where the call may throw one, or else a
     * {@link java.util.concurrent.CancellationException}. The code keeps its place in the bulkhead until it really ends.
     *
     * <p>Costs the handing over from thread to thread, twice for each attempt. What is bound to the caller's thread is taken along
     * by the {@link io.seakeep.ContextCarrier}. A timeout that a user's classifier does not know counts as a failure.
     */
    public BulkheadPolicy isolate() {
        return new BulkheadPolicy(limit, mostWaiting, maxWait, Threads.OWN, mode);
    }

    boolean isolates() {
        return threads == Threads.OWN;
    }

    /**
     * A bulkhead without any other policy. Close it when it is of no more use.
     *
     * @param name what it is called in events and refusals, in the form {@code [a-z0-9-]{1,100}}
     * @throws io.seakeep.IllegalConfigurationException if any setting cannot be; it lists all of them
     * @throws IllegalArgumentException if it is off
     */
    public StandaloneBulkhead standalone(String name, TimeSource time) {
        if (mode == Mode.OFF) {
            throw new IllegalArgumentException("a bulkhead that stands alone must not be off: " + name);
        }
        return new StandaloneBulkhead(this, name, time);
    }

    int limit() {
        return limit;
    }

    int mostWaiting() {
        return mostWaiting;
    }

    long maxWaitNanos() {
        return maxWait.toNanos();
    }

    @Override
    public String name() {
        return "bulkhead";
    }

    @Override
    public Position position() {
        return Position.BULKHEAD;
    }

    @Override
    public Mode mode() {
        return mode;
    }

    @Override
    public void check(Problems problems) {
        problems.requireBetween("bulkhead.limit", limit, 1, HIGHEST_LIMIT);
        problems.requireBetween("bulkhead.queue", mostWaiting, 0, MOST_WAITING);
        problems.requireBetween("bulkhead.max-wait", maxWait, SHORTEST_WAIT, LONGEST_WAIT);
    }

    @Override
    public ActivePolicy start(PolicyScope scope) {
        return new Bulkhead(this, scope);
    }

    @Override
    public String describe() {
        String waiting = mostWaiting == 0
                ? "nobody waits"
                : mostWaiting + " may wait, for " + Durations.format(maxWait) + " at most";
        return limit + " attempts at once, " + waiting + (isolates() ? ", on threads of their own" : "");
    }

    private enum Threads {
        CALLERS,
        OWN
    }
}
