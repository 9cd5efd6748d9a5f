package io.seakeep.latency;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A record that races a tick is found by that tick or by the next one, and by one of them only. */
public final class TicksFindEachRecordOnce {

    private TicksFindEachRecordOnce() {}

    /** The algorithm by itself: a count that only grows, and subtraction of what was seen before. */
    @JCStressTest
    @Outcome(
            id = {"0, 1", "1, 0"},
            expect = ACCEPTABLE,
            desc = "found once")
    @Outcome(expect = FORBIDDEN, desc = "lost or found twice")
    @State
    public static class Model {
        private final AtomicInteger cell = new AtomicInteger();
        private int seen;

        @Actor
        public void record() {
            cell.getAndIncrement();
        }

        @Actor
        public void tick(II_Result result) {
            result.r1 = delta();
        }

        @Arbiter
        public void nextTick(II_Result result) {
            result.r2 = delta();
        }

        private int delta() {
            int now = cell.get();
            int delta = now - seen;
            seen = now;
            return delta;
        }
    }

    /** What ships. */
    @JCStressTest
    @Outcome(
            id = {"0, 1", "1, 0"},
            expect = ACCEPTABLE,
            desc = "found once")
    @Outcome(expect = FORBIDDEN, desc = "lost or found twice")
    @State
    public static class Shipped {
        private final LatencyTracker tracker = LatencyTracker.create();

        @Actor
        public void record() {
            tracker.end(tracker.begin(1), 1_000_000, io.seakeep.latency.Outcome.SUCCESS);
        }

        @Actor
        public void tick(II_Result result) {
            tracker.tick(250_000_000L);
            result.r1 = (int) tracker.lastTick().total();
        }

        @Arbiter
        public void nextTick(II_Result result) {
            tracker.tick(500_000_000L);
            result.r2 = (int) tracker.lastTick().total();
        }
    }

    /** The count is read and then reset, as windows are that do not subtract: what comes in between is lost. */
    @JCStressTest
    @Outcome(
            id = {"0, 1", "1, 0"},
            expect = ACCEPTABLE,
            desc = "found once")
    @Outcome(expect = FORBIDDEN, desc = "lost or found twice")
    @State
    public static class Weakened {
        private final AtomicInteger cell = new AtomicInteger();

        @Actor
        public void record() {
            cell.getAndIncrement();
        }

        @Actor
        public void tick(II_Result result) {
            result.r1 = takeAll();
        }

        @Arbiter
        public void nextTick(II_Result result) {
            result.r2 = takeAll();
        }

        private int takeAll() {
            int now = cell.get();
            cell.set(0);
            return now;
        }
    }
}
