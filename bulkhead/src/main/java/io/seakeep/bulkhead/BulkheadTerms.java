package io.seakeep.bulkhead;

import io.seakeep.Mode;
import io.seakeep.bulkhead.WaitQueue.Newcomers;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * On what terms a bulkhead lets attempts in at this moment: its settings, and the queue if there is one. Changed by one thread at a time and
 * read by all.
 *
 * <p><b>Ordering.</b> {@link #queue} is seen soon by all, without the fence that everybody would pay for. Of two reads by one thread the
 * later sees no older queue. An attempt that was under way when the queue came may leave without a look at those who wait; the next tick looks
 * for it. Everything else is volatile and read only by who finds no permit.
 */
final class BulkheadTerms {

    private static final VarHandle QUEUE;

    static {
        try {
            QUEUE = MethodHandles.lookup().findVarHandle(BulkheadTerms.class, "queue", WaitQueue.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final Function<BulkheadSettings, WaitQueue> newQueue;
    private final AtomicInteger changes = new AtomicInteger();

    private volatile BulkheadSettings settings;

    /** Null until attempts may wait for the first time. */
    private @Nullable WaitQueue queue;

    BulkheadTerms(BulkheadSettings settings, Function<BulkheadSettings, WaitQueue> newQueue) {
        this.settings = settings;
        this.newQueue = newQueue;
        this.queue = settings.letsWait() ? newQueue.apply(settings) : null;
    }

    BulkheadSettings settings() {
        return settings;
    }

    @Nullable
    WaitQueue queue() {
        return (WaitQueue) QUEUE.getOpaque(this);
    }

    boolean mayWait() {
        WaitQueue waiting = queue();
        return waiting != null && waiting.isOpen();
    }

    boolean observes() {
        return settings.mode() == Mode.OBSERVE;
    }

    /** Even between changes, odd during one, and never the same again after one. */
    int changes() {
        return changes.get();
    }

    /** Whether it is sure of what was seen since the changes were so many: none was going on, and none came. */
    boolean isSettledSince(int changesThen) {
        return (changesThen & 1) == 0 && changes.get() == changesThen;
    }

    /**
     * Changes them, and the limit. What lets more in comes first and what keeps more out comes last, so that meanwhile nobody is kept out whom
     * both let in: the limit is between the two.
     */
    void change(BulkheadSettings after, BulkheadLimit limit) {
        BulkheadSettings before = settings;
        changes.incrementAndGet();
        if (after.mode() == Mode.OBSERVE) {
            settings = after;
            changeQueue(after, Newcomers.PASS);
        } else if (after.letsWait()) {
            changeQueue(after, Newcomers.WAIT);
        }
        limit.reconfigure(before, after);
        if (after.mode() != Mode.OBSERVE && !after.letsWait()) {
            changeQueue(after, Newcomers.REFUSED);
        }
        settings = after;
        changes.incrementAndGet();
    }

    private void changeQueue(BulkheadSettings after, Newcomers newcomers) {
        WaitQueue waiting = queue; // written here alone
        if (waiting == null && after.letsWait()) {
            waiting = newQueue.apply(after);
        }
        if (waiting != null) {
            waiting.reconfigure(newcomers, after.mostWaiting(), after.longestWaitNanos());
            QUEUE.setRelease(this, waiting);
        }
    }
}
