package io.seakeep.time;

/**
 * The real timer: one daemon thread that keeps a {@link TimerWheel}, fed by all other threads through a
 * {@link TimerInbox}.
 *
 * <p><b>What callers pay.</b> Arming is a clock read, an entry, an offer and one volatile read; cancelling is one atomic
 * exchange on the entry and touches nothing shared. There is no lock, monitor or {@code ThreadLocal}, so virtual threads
 * are never pinned. Most timers are timeouts that get cancelled within milliseconds: they are husks before the thread sees
 * them, and never reach the wheel.
 *
 * <p><b>When the thread looks.</b> At the wheel's next tick that has entries; within 10 ms while there is traffic, so
 * that husks do not pile up in the inbox; within 250 ms while anything is armed, so that traffic is noticed; never, when
 * nothing is armed. Before it parks it makes a {@link WakePromise} of when it will look. A caller whose deadline comes
 * earlier pulls the promise forward to its own present time and unparks the thread. A later caller's deadline is not before
 * that time, so of many callers one pays for the unpark, until the thread makes its next promise.
 *
 * <p><b>Why no wake-up is lost.</b> It is Dekker's handshake. The thread (T1) makes its promise, then (T2) drains each
 * stripe until it sees it empty, then parks. A caller (C1) offers its entry, then (C2) reads the promise. A full fence stands
 * between T1 and T2, and between C1 and C2, so at least one of the two sees what the other did first.
 *
 * <ul>
 *   <li>If T2 sees the entry and it is due before the promised time, the thread goes round again in place of parking.
 *   <li>If T2 does not see it, C2 reads that promise or a newer value. If it reads a promise later than its deadline, it
 *       pulls it forward and unparks. The permit of an unpark is kept, so it does not matter whether the park has begun.
 *   <li>If it reads a value that is not later, that is a promise that is early enough, or one whose time has come, or one that
 *       another caller has pulled forward before it unparks. Each way the thread looks again, and that T2 is still to come.
 *   <li>If T2 cannot see a stripe empty, because a caller is between the two steps of its offer, entries behind that gap
 *       may be hidden although their callers have read an older promise. So the thread rests for one tick at most and looks
 *       again. It never spins.
 * </ul>
 *
 * <p><b>What was not done.</b> The promise is not pulled to the deadline but to now: else each ever-earlier deadline would
 * unpark once more. A cancelled entry is not unlinked by its canceller: that needs a lock, or a second trip through the
 * inbox that costs as much as arming. There is one thread and one wheel: on two cores it
 * left nothing behind of the 19 million timers a second that one caller armed and cancelled.
 */
final class SystemTimer {

    private final TimerInbox inbox;
    private final WakePromise promise;
    private final TimerLoop loop;
    private final LazyDaemon thread;

    SystemTimer() {
        long now = System.nanoTime();
        this.inbox = new TimerInbox(Runtime.getRuntime().availableProcessors());
        this.promise = new WakePromise(now);
        this.loop = new TimerLoop(inbox, promise, now);
        this.thread = new LazyDaemon("seakeep-timer", loop);
    }

    TimerHandle schedule(long delayNanos, Runnable task) {
        long now = System.nanoTime();
        TimerEntry entry = new TimerEntry(TimerEntry.deadlineAfter(now, delayNanos), task);
        inbox.offer(entry);
        if (promise.pullForward(entry.deadlineNanos, now)) {
            wakeFor(entry);
        }
        return entry;
    }

    TimerLoop loop() {
        return loop;
    }

    private void wakeFor(TimerEntry entry) {
        boolean woken = false;
        try {
            thread.wake(); // the first one starts it, and that can fail
            woken = true;
        } finally {
            if (!woken) {
                entry.cancel();
                promise.makeNone(System.nanoTime()); // so that the next caller tries again
            }
        }
    }
}
