package io.seakeep.latency;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** An attempt that begins while the ticker puts its tracker to sleep wakes it, or the ticker sees the attempt. */
public final class NoWakeUpIsLost {

    private NoWakeUpIsLost() {}

    /** Dekker's argument by itself: each writes its own word and then reads the other's, all of it volatile. */
    @JCStressTest
    @Outcome(id = "false, false", expect = FORBIDDEN, desc = "asleep with an attempt in flight")
    @Outcome(expect = ACCEPTABLE, desc = "somebody noticed")
    @State
    public static class Model {
        private volatile boolean slotTaken;
        private volatile boolean dormant;

        @Actor
        public void begin(ZZ_Result result) {
            slotTaken = true;
            result.r1 = dormant;
        }

        @Actor
        public void sleep(ZZ_Result result) {
            dormant = true;
            result.r2 = slotTaken;
        }
    }

    /** What ships: r1 is whether the attempt woke it, r2 whether the ticker stayed. */
    @JCStressTest
    @Outcome(id = "false, false", expect = FORBIDDEN, desc = "asleep with an attempt in flight")
    @Outcome(expect = ACCEPTABLE, desc = "somebody noticed")
    @State
    public static class Shipped {
        private boolean woken;
        private final LatencyTracker tracker = LatencyTracker.waking(() -> woken = true);

        public Shipped() {
            // It was in use: woken, and nothing in flight any more.
            tracker.abandon(tracker.begin(1));
            woken = false;
        }

        @Actor
        public void begin(ZZ_Result result) {
            tracker.begin(1);
            result.r1 = woken;
        }

        @Actor
        public void sleep(ZZ_Result result) {
            result.r2 = !tracker.sleep();
        }
    }

    /** Without volatile each may read before its own write can be seen: both miss. */
    @JCStressTest
    @Outcome(id = "false, false", expect = FORBIDDEN, desc = "asleep with an attempt in flight")
    @Outcome(expect = ACCEPTABLE, desc = "somebody noticed")
    @State
    public static class Weakened {
        private boolean slotTaken;
        private boolean dormant;

        @Actor
        public void begin(ZZ_Result result) {
            slotTaken = true;
            result.r1 = dormant;
        }

        @Actor
        public void sleep(ZZ_Result result) {
            dormant = true;
            result.r2 = slotTaken;
        }
    }
}
