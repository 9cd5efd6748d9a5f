package io.seakeep.bulkhead;

import io.seakeep.GateWait;
import io.seakeep.Priority;
import io.seakeep.Waiter;
import io.seakeep.WaitingGate;
import org.jspecify.annotations.Nullable;

/** An attempt in the queue. All but the token is guarded by the queue's lock. */
final class Waiting implements GateWait {

    private final WaitQueue queue;
    private final Waiter waiter;
    final Priority priority;
    final long sinceNanos;

    /** For how long anyone might wait when it came; its own deadline may be sooner. */
    final long maxWaitNanos;

    private final long untilNanos;

    /** The one that came before, and the one that came after; once it has ended, the next one to be told. */
    @Nullable
    Waiting older;

    @Nullable
    Waiting newer;

    private volatile long token = WaitingGate.WAIT;

    Waiting(WaitQueue queue, Waiter waiter, Priority priority, long sinceNanos, long maxWaitNanos, long latestNanos) {
        this.queue = queue;
        this.waiter = waiter;
        this.priority = priority;
        this.sinceNanos = sinceNanos;
        this.maxWaitNanos = maxWaitNanos;
        this.untilNanos = sinceNanos + Math.min(maxWaitNanos, Math.max(0, latestNanos - sinceNanos));
    }

    void end(long newToken) {
        token = newToken;
    }

    /** Tells who waits. Without the lock. */
    void tell() {
        waiter.ended(token);
    }

    @Override
    public long untilNanos() {
        return untilNanos;
    }

    @Override
    public long token() {
        return token;
    }

    @Override
    public boolean leave(long refusal) {
        return token == WaitingGate.WAIT && queue.leave(this, refusal);
    }
}
