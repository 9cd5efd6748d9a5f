package io.seakeep.bulkhead;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.seakeep.CallTraits;
import io.seakeep.WaitingGate;
import io.seakeep.time.VirtualTime;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * Somebody leaves the queue while the permit that it waits for comes back: either it has left and the permit is free, or it has the
 * permit and has not left. First result: it has left; second: the permit is free.
 */
public final class LeaversGetNothing {

    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final int WAITS = 0;
    private static final int LEFT = 1;
    private static final int SERVED = 2;

    private LeaversGetNothing() {}

    /** The algorithm by itself: one compare-and-set decides, and who loses it does nothing. */
    @JCStressTest
    @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "left without")
    @Outcome(id = "false, false", expect = ACCEPTABLE, desc = "served")
    @Outcome(expect = FORBIDDEN, desc = "a permit lost, or given to who has left")
    @State
    public static class Model {
        private final AtomicInteger waiter = new AtomicInteger(WAITS);
        private volatile boolean left;
        private volatile boolean free;

        @Actor
        public void leave() {
            left = waiter.compareAndSet(WAITS, LEFT);
        }

        @Actor
        public void giveBack() {
            free = !waiter.compareAndSet(WAITS, SERVED);
        }

        @Arbiter
        public void look(ZZ_Result result) {
            result.r1 = left;
            result.r2 = free;
        }
    }

    /** What ships. */
    @JCStressTest
    @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "left without")
    @Outcome(id = "false, false", expect = ACCEPTABLE, desc = "served")
    @Outcome(expect = FORBIDDEN, desc = "a permit lost, or given to who has left")
    @State
    public static class Shipped {
        private static final VirtualTime TIME = new VirtualTime();
        private static final AdmissionControl ADMISSION = new AdmissionControl(SECOND_NANOS);
        private static final Refusals REFUSALS = new Refusals();

        private final StripedPermits permits = new StripedPermits(1, 1, 1);
        private final WaitQueue queue = new WaitQueue(permits, 10, SECOND_NANOS, ADMISSION, REFUSALS, TIME);
        private final int out = permits.tryTake();
        private final Waiting waiting =
                queue.join(CallTraits.DEFAULT, TIME.nanoTime(), TIME.nanoTime() + SECOND_NANOS, given -> {});
        private volatile boolean left;

        @Actor
        public void leave() {
            left = waiting.leave(WaitingGate.CALLED_OFF);
        }

        @Actor
        public void giveBack() {
            permits.giveBack(out);
            queue.permitsLaidDown();
        }

        @Arbiter
        public void look(ZZ_Result result) {
            result.r1 = left && waiting.token() == WaitingGate.CALLED_OFF;
            result.r2 = permits.tryTake() != StripedPermits.NONE;
        }
    }

    /** It looks whether it still waits, and then says that it has left. */
    @JCStressTest
    @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "left without")
    @Outcome(id = "false, false", expect = ACCEPTABLE, desc = "served")
    @Outcome(expect = FORBIDDEN, desc = "a permit lost, or given to who has left")
    @State
    public static class Weakened {
        private volatile int waiter = WAITS;
        private volatile boolean left;
        private volatile boolean free;

        @Actor
        public void leave() {
            if (waiter == WAITS) {
                waiter = LEFT;
                left = true;
            }
        }

        @Actor
        public void giveBack() {
            if (waiter == WAITS) {
                waiter = SERVED;
            } else {
                free = true;
            }
        }

        @Arbiter
        public void look(ZZ_Result result) {
            result.r1 = left;
            result.r2 = free;
        }
    }
}
