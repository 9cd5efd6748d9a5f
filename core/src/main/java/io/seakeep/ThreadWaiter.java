package io.seakeep;

import io.seakeep.time.TimeSource;

/** A thread that waits at a gate, parked. */
final class ThreadWaiter implements Waiter {

    private final TimeSource time;
    private final Thread thread = Thread.currentThread();

    ThreadWaiter(TimeSource time) {
        this.time = time;
    }

    /** Any thread. The wait knows its token already, and the thread looks there. */
    @Override
    public void ended(long token) {
        time.unpark(thread);
    }

    /** Waits for its end: a token of zero or more, or a refusal. An interrupt ends it too, and stays set. */
    long await(GateWait wait) {
        while (wait.token() == WaitingGate.WAIT) {
            if (thread.isInterrupted()) {
                wait.leave(WaitingGate.CALLED_OFF);
            } else if (time.nanoTime() - wait.untilNanos() >= 0) {
                wait.leave(WaitingGate.WAITED_TOO_LONG);
            } else {
                time.parkUntil(this, wait.untilNanos());
            }
        }
        return wait.token();
    }
}
