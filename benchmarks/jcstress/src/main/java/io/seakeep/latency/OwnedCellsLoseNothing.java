package io.seakeep.latency;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** Two attempts that record at once, each counting plainly in the cells of a slot it holds, are both counted. */
public final class OwnedCellsLoseNothing {

    private OwnedCellsLoseNothing() {}

    /** The algorithm by itself: a plain count under a lock of one word, and an atomic one for whoever finds it taken. */
    @JCStressTest
    @Outcome(id = "2", expect = ACCEPTABLE, desc = "both counted")
    @Outcome(expect = FORBIDDEN, desc = "a record lost or counted twice")
    @State
    public static class Model {
        private final AtomicInteger slot = new AtomicInteger();
        private final AtomicInteger shared = new AtomicInteger();
        private int owned;

        @Actor
        public void first() {
            count();
        }

        @Actor
        public void second() {
            count();
        }

        private void count() {
            if (slot.compareAndSet(0, 1)) {
                owned++;
                slot.setRelease(0);
            } else {
                shared.getAndIncrement();
            }
        }

        @Arbiter
        public void sum(I_Result result) {
            result.r1 = owned + shared.get();
        }
    }

    /** What ships: the tracker as the pipeline uses it, and a tick. */
    @JCStressTest
    @Outcome(id = "2", expect = ACCEPTABLE, desc = "both counted")
    @Outcome(expect = FORBIDDEN, desc = "a record lost or counted twice")
    @State
    public static class Shipped {
        private final LatencyTracker tracker = LatencyTracker.create();

        @Actor
        public void first() {
            count();
        }

        @Actor
        public void second() {
            count();
        }

        private void count() {
            long token = tracker.begin(1);
            tracker.end(token, 1_000_000, io.seakeep.latency.Outcome.SUCCESS);
        }

        @Arbiter
        public void sum(I_Result result) {
            tracker.tick(250_000_000L);
            result.r1 = (int) tracker.lastTick().total();
        }
    }

    /** The slot is freed before the count is written: the next holder counts from the same number. */
    @JCStressTest
    @Outcome(id = "2", expect = ACCEPTABLE, desc = "both counted")
    @Outcome(expect = FORBIDDEN, desc = "a record lost or counted twice")
    @State
    public static class Weakened {
        private final AtomicInteger slot = new AtomicInteger();
        private final AtomicInteger shared = new AtomicInteger();
        private volatile int owned;

        @Actor
        public void first() {
            count();
        }

        @Actor
        public void second() {
            count();
        }

        private void count() {
            if (slot.compareAndSet(0, 1)) {
                int counted = owned;
                slot.setRelease(0);
                owned = counted + 1;
            } else {
                shared.getAndIncrement();
            }
        }

        @Arbiter
        public void sum(I_Result result) {
            result.r1 = owned + shared.get();
        }
    }
}
