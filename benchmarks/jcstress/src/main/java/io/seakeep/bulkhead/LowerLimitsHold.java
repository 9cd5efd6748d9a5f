package io.seakeep.bulkhead;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/** Two are out of two, one comes back while the limit is lowered to one: the other one fills it, and nobody gets in. */
public final class LowerLimitsHold {

    private LowerLimitsHold() {}

    /** The algorithm by itself: what is owed is paid by whoever gives back or takes. */
    @JCStressTest
    @Outcome(id = "false", expect = ACCEPTABLE, desc = "nobody gets in")
    @Outcome(expect = FORBIDDEN, desc = "one more than the limit")
    @State
    public static class Model {
        private final AtomicInteger free = new AtomicInteger();
        private final AtomicInteger debt = new AtomicInteger();

        @Actor
        public void giveBack() {
            if (debt.get() > 0) {
                debt.getAndDecrement();
            } else {
                free.getAndIncrement();
            }
        }

        @Actor
        public void lower() {
            debt.getAndIncrement();
            if (free.get() > 0) {
                free.getAndDecrement();
                debt.getAndDecrement();
            }
        }

        @Arbiter
        public void take(Z_Result result) {
            result.r1 = free.get() - debt.get() > 0;
        }
    }

    /** What ships. */
    @JCStressTest
    @Outcome(id = "false", expect = ACCEPTABLE, desc = "nobody gets in")
    @Outcome(expect = FORBIDDEN, desc = "one more than the limit")
    @State
    public static class Shipped {
        private final StripedPermits permits = new StripedPermits(2, 2, 1);
        private final int first = permits.tryTake();
        private final int second = permits.tryTake();

        @Actor
        public void giveBack() {
            permits.giveBack(first);
        }

        @Actor
        public void lower() {
            permits.resize(1);
        }

        @Arbiter
        public void take(Z_Result result) {
            result.r1 = permits.tryTake() != StripedPermits.NONE || second == StripedPermits.NONE;
        }
    }

    /** Only who gives back pays: who looked before there was debt leaves a permit to be taken. */
    @JCStressTest
    @Outcome(id = "false", expect = ACCEPTABLE, desc = "nobody gets in")
    @Outcome(expect = FORBIDDEN, desc = "one more than the limit")
    @State
    public static class Weakened {
        private final AtomicInteger free = new AtomicInteger();
        private final AtomicInteger debt = new AtomicInteger();

        @Actor
        public void giveBack() {
            if (debt.get() > 0) {
                debt.getAndDecrement();
            } else {
                free.getAndIncrement();
            }
        }

        @Actor
        public void lower() {
            debt.getAndIncrement();
            if (free.get() > 0) {
                free.getAndDecrement();
                debt.getAndDecrement();
            }
        }

        @Arbiter
        public void take(Z_Result result) {
            result.r1 = free.get() > 0;
        }
    }
}
