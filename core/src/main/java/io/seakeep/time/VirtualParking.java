package io.seakeep.time;

import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The threads that wait for a {@link VirtualTime}, and the permits to go on that {@code unpark} gave them. All methods are
 * called with its lock held.
 */
final class VirtualParking {

    private final Condition changed;
    private final Set<Thread> permits = Collections.newSetFromMap(new WeakHashMap<>());
    private int parked;

    VirtualParking(ReentrantLock lock) {
        this.changed = lock.newCondition();
    }

    void givePermit(Thread thread) {
        permits.add(thread);
        changed.signalAll();
    }

    void takePermit() {
        permits.remove(Thread.currentThread());
    }

    /** True if there is a reason for the calling thread to go on other than that its time has come. */
    boolean mayGoOn() {
        Thread thread = Thread.currentThread();
        return permits.contains(thread) || thread.isInterrupted();
    }

    /** Parks the calling thread until anything has changed; callers loop. */
    @SuppressWarnings("WaitNotInLoop")
    void park() {
        parked++;
        changed.signalAll(); // for awaitParked
        try {
            changed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // parking leaves the status as it is
        } finally {
            parked--;
        }
    }

    /** The clock has moved, or nobody moves it any more. */
    void announceChange() {
        changed.signalAll();
    }

    /** Waits without being parked until anything has changed; callers loop. */
    @SuppressWarnings("WaitNotInLoop")
    void awaitChange() {
        changed.awaitUninterruptibly();
    }

    void awaitParked(int threads) throws InterruptedException {
        while (parked < threads) {
            changed.await();
        }
    }
}
