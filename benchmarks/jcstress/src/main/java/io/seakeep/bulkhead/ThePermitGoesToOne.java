package io.seakeep.bulkhead;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** One takes the only permit, brings it back and takes it again, while another tries to take it: one has it in the end, and not both. */
public final class ThePermitGoesToOne {

    private ThePermitGoesToOne() {}

    /** The algorithm by itself: taken by a compare-and-set, brought back by an ordered store. */
    @JCStressTest
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "one permit")
    @Outcome(expect = FORBIDDEN, desc = "more than one, or none")
    @State
    public static class Model {
        private final AtomicInteger slot = new AtomicInteger(1);
        private volatile int first;
        private volatile int second;

        @Actor
        public void takeTwice() {
            if (slot.compareAndSet(1, 0)) {
                slot.setRelease(1);
            }
            first = slot.compareAndSet(1, 0) ? 1 : 0;
        }

        @Actor
        public void take() {
            second = slot.compareAndSet(1, 0) ? 1 : 0;
        }

        @Arbiter
        public void count(I_Result result) {
            result.r1 = first + second + slot.get();
        }
    }

    /** What ships. */
    @JCStressTest
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "one permit")
    @Outcome(expect = FORBIDDEN, desc = "more than one, or none")
    @State
    public static class Shipped {
        private final StripedPermits permits = new StripedPermits(1, 1, 1);
        private volatile int first;
        private volatile int second;

        @Actor
        public void takeTwice() {
            int taken = permits.tryTake();
            if (taken != StripedPermits.NONE) {
                permits.giveBack(taken);
            }
            first = permits.tryTake() == StripedPermits.NONE ? 0 : 1;
        }

        @Actor
        public void take() {
            second = permits.tryTake() == StripedPermits.NONE ? 0 : 1;
        }

        @Arbiter
        public void count(I_Result result) {
            result.r1 = first + second + (permits.tryTake() == StripedPermits.NONE ? 0 : 1);
        }
    }

    /** It looks, and then takes. */
    @JCStressTest
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "one permit")
    @Outcome(expect = FORBIDDEN, desc = "more than one, or none")
    @State
    public static class Weakened {
        private volatile int slot = 1;
        private volatile int first;
        private volatile int second;

        @Actor
        public void takeTwice() {
            if (taken() == 1) {
                slot = 1;
            }
            first = taken();
        }

        @Actor
        public void take() {
            second = taken();
        }

        private int taken() {
            if (slot == 0) {
                return 0;
            }
            slot = 0;
            return 1;
        }

        @Arbiter
        public void count(I_Result result) {
            result.r1 = first + second + slot;
        }
    }
}
