package io.seakeep.bulkhead;

import io.seakeep.CallTraits;
import io.seakeep.Priority;
import io.seakeep.Waiter;
import io.seakeep.WaitingGate;
import io.seakeep.time.TimeSource;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Those who wait for a permit of a bulkhead: at most so many, the most important first, and among equals in the order that
 * {@link WaitingLine} says.
 *
 * <p><b>Progress.</b> A lock guards the queue. It is taken only by who waits, and by who brings a permit back while somebody waits;
 * while nobody does, the queue is one volatile read. It is held for a few steps and never while a waiter is told: what a waiter
 * does then is none of the queue's business.
 *
 * <p><b>Nobody sleeps beside a free permit.</b> Who joins first makes himself seen ({@link #isStanding}) and then looks for a
 * permit; who brings one back first lays it down and then looks whether anybody waits. Of two that do so at the same time at least
 * one sees the other. A full fence keeps the two steps apart on both sides.
 *
 * <p><b>Who has left is gone.</b> Leaving and being served exclude each other by the lock; whoever comes first decides the token.
 *
 * <p><b>Once there, it stays.</b> When nobody may wait any more it is {@linkplain Newcomers closed}: those who wait are served as before, and
 * who was told to wait just before still gets an answer here.
 */
final class WaitQueue {

    private final StripedPermits permits;
    private final AdmissionControl admission;
    private final Refusals refusals;
    private final TimeSource time;

    private final ReentrantLock lock = new ReentrantLock();
    private final WaitingLine[] lines = new WaitingLine[Priority.values().length];

    private int most;
    private long maxWaitNanos;
    private int size;

    private volatile Newcomers newcomers = Newcomers.WAIT;

    /** The size, for who does not hold the lock. */
    private volatile int standing;

    /** What becomes of those who come and find no permit. */
    enum Newcomers {
        WAIT,
        REFUSED,
        /** They pass without one, for the bulkhead only observes. */
        PASS
    }

    WaitQueue(
            StripedPermits permits,
            int most,
            long maxWaitNanos,
            AdmissionControl admission,
            Refusals refusals,
            TimeSource time) {
        this.permits = permits;
        this.most = most;
        this.maxWaitNanos = maxWaitNanos;
        this.admission = admission;
        this.refusals = refusals;
        this.time = time;
        for (int i = 0; i < lines.length; i++) {
            lines[i] = new WaitingLine();
        }
    }

    /** Whether anybody waits; then nobody else may take a permit past the queue. */
    boolean isStanding() {
        return standing > 0;
    }

    int size() {
        return standing;
    }

    /** Whether anybody may join. */
    boolean isOpen() {
        return newcomers == Newcomers.WAIT;
    }

    /**
     * Changes who may wait. Those who wait already do so on the terms on which they came; where others pass, so do they.
     *
     * @param newMost and
     * @param newMaxWaitNanos are for those who may wait, and stay as they were when nobody may
     */
    void reconfigure(Newcomers newNewcomers, int newMost, long newMaxWaitNanos) {
        List<Waiting> told = new ArrayList<>();
        lock.lock();
        try {
            newcomers = newNewcomers;
            if (newNewcomers == Newcomers.WAIT) {
                most = newMost;
                maxWaitNanos = newMaxWaitNanos;
            } else if (newNewcomers == Newcomers.PASS) {
                letAllPass(told);
            }
        } finally {
            lock.unlock();
        }
        told.forEach(Waiting::tell);
    }

    private void letAllPass(List<Waiting> told) {
        long now = time.nanoTime();
        for (Waiting next = next(now); next != null; next = next(now)) {
            remove(next);
            end(next, pass(), told);
        }
    }

    private long pass() {
        int permit = permits.tryTake();
        return permit == StripedPermits.NONE ? Bulkhead.BYSTANDER : permit;
    }

    Waiting join(CallTraits traits, long nowNanos, long latestNanos, Waiter waiter) {
        List<Waiting> told = new ArrayList<>(2);
        Waiting joining;
        lock.lock();
        try {
            joining = new Waiting(this, waiter, traits.priority(), nowNanos, maxWaitNanos, latestNanos);
            switch (newcomers) {
                case WAIT -> join(joining, nowNanos, told);
                case REFUSED -> tryOnce(joining, nowNanos, told);
                case PASS -> end(joining, pass(), told);
            }
        } finally {
            lock.unlock();
        }
        told.forEach(Waiting::tell);
        return joining;
    }

    private void join(Waiting joining, long nowNanos, List<Waiting> told) {
        if (makeRoom(joining, nowNanos, told)) {
            add(joining);
            serve(nowNanos, told);
        } else {
            end(joining, Refusals.QUEUE_FULL, told);
        }
    }

    /** It was told to wait before the queue was closed; in its turn it gets what is free now. */
    private void tryOnce(Waiting joining, long nowNanos, List<Waiting> told) {
        add(joining);
        for (int looks = 0; looks < Bulkhead.MOST_LOOKS && joining.token() == WaitingGate.WAIT; looks++) {
            serve(nowNanos, told);
        }
        if (joining.token() == WaitingGate.WAIT) {
            remove(joining);
            end(joining, Refusals.QUEUE_FULL, told);
        }
    }

    private boolean makeRoom(Waiting joining, long now, List<Waiting> told) {
        if (size < most) {
            return true;
        }
        Waiting leaving = lessUseful(joining, now);
        if (leaving == null) {
            return false;
        }
        remove(leaving);
        end(leaving, leaving.priority == joining.priority ? Refusals.DROPPED : Refusals.DISPLACED, told);
        return true;
    }

    /** Who makes room for that one: the newest of those less important, or, in an overload, the oldest of its equals. */
    private @Nullable Waiting lessUseful(Waiting joining, long now) {
        for (int i = lines.length - 1; i > joining.priority.ordinal(); i--) {
            Waiting newest = lines[i].newest();
            if (newest != null) {
                return newest;
            }
        }
        WaitingLine equals = line(joining);
        return equals.isOverloaded(now) ? equals.oldest() : null;
    }

    /** Gives out the permits there are, if anybody waits. To be called after one was laid down, by whatever kind of write. */
    void permitsLaidDown() {
        VarHandle.fullFence(); // or it could be seen too late that somebody waits for what was just laid down
        if (isStanding()) {
            serve();
        }
    }

    private void serve() {
        List<Waiting> told = new ArrayList<>(2);
        lock.lock();
        try {
            serve(time.nanoTime(), told);
        } finally {
            lock.unlock();
        }
        told.forEach(Waiting::tell);
    }

    private void serve(long now, List<Waiting> told) {
        Waiting next = next(now);
        while (next != null) {
            if (next.untilNanos() - now <= 0) {
                remove(next);
                end(next, WaitingGate.WAITED_TOO_LONG, told);
            } else {
                int permit = permits.tryTake(admission.current().keep(next.priority));
                if (permit == StripedPermits.NONE) {
                    break;
                }
                remove(next);
                end(next, permit, told);
            }
            next = next(now);
        }
        for (WaitingLine line : lines) {
            for (Waiting old = line.tooOld(now); old != null; old = line.tooOld(now)) {
                remove(old);
                end(old, Refusals.DROPPED, told);
            }
        }
    }

    private @Nullable Waiting next(long now) {
        for (WaitingLine line : lines) {
            Waiting next = line.next(now);
            if (next != null) {
                return next;
            }
        }
        return null;
    }

    boolean leave(Waiting leaving, long refusal) {
        lock.lock();
        try {
            if (leaving.token() != WaitingGate.WAIT) {
                return false;
            }
            remove(leaving);
            leaving.end(refusal);
        } finally {
            lock.unlock();
        }
        countRefusal(leaving, refusal);
        return true;
    }

    private void add(Waiting joining) {
        line(joining).add(joining);
        size++;
        standing = size;
        VarHandle.fullFence();
    }

    private void remove(Waiting leaving) {
        line(leaving).remove(leaving);
        size--;
        standing = size;
    }

    private WaitingLine line(Waiting waiting) {
        return lines[waiting.priority.ordinal()];
    }

    private void end(Waiting ending, long token, List<Waiting> told) {
        ending.end(token);
        told.add(ending);
        if (token < 0) {
            countRefusal(ending, token);
        }
    }

    private void countRefusal(Waiting refused, long refusal) {
        refusals.count(refusal);
        if (refusal != WaitingGate.CALLED_OFF) {
            admission.refused(refused.priority);
        }
    }
}
