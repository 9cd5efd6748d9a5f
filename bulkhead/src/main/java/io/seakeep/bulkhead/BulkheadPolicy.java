package io.seakeep.bulkhead;

import io.seakeep.ActivePolicy;
import io.seakeep.Durations;
import io.seakeep.Mode;
import io.seakeep.Policy;
import io.seakeep.PolicyScope;
import io.seakeep.Position;
import io.seakeep.Problems;
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
    private final Mode mode;

    private BulkheadPolicy(int limit, int mostWaiting, Duration maxWait, Mode mode) {
        this.limit = limit;
        this.mostWaiting = mostWaiting;
        this.maxWait = maxWait;
        this.mode = mode;
    }

    static BulkheadPolicy fixed(int limit) {
        return new BulkheadPolicy(limit, 0, SHORTEST_WAIT, Mode.ENFORCE);
    }

    /** How far it goes; {@link Mode#ENFORCE} by default. */
    public BulkheadPolicy mode(Mode newMode) {
        return new BulkheadPolicy(limit, mostWaiting, maxWait, Objects.requireNonNull(newMode, "mode"));
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
        return new BulkheadPolicy(limit, most, Objects.requireNonNull(newMaxWait, "maxWait"), mode);
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
        return limit + " attempts at once, " + waiting;
    }
}
