package io.seakeep.bulkhead;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.seakeep.CallTraits;
import io.seakeep.WaitingGate;
import io.seakeep.time.VirtualTime;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicBoolean;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/** The only permit is out. It comes back while somebody joins the queue: whoever it was that saw the other, the permit is given out. */
public final class NobodySleepsBesideAFreePermit {

    private static final long SECOND_NANOS = 1_000_000_000L;

    private NobodySleepsBesideAFreePermit() {}

    /** The algorithm by itself: each makes himself seen, and then looks for the other. */
    @JCStressTest
    @Outcome(id = "true", expect = ACCEPTABLE, desc = "the waiter has the permit")
    @Outcome(expect = FORBIDDEN, desc = "it sleeps beside a free permit")
    @State
    public static class Model {
        private final AtomicBoolean waiter = new AtomicBoolean();
        private final AtomicBoolean free = new AtomicBoolean();
        private volatile boolean served;

        @Actor
        public void join() {
            waiter.set(true);
            serve();
        }

        @Actor
        public void giveBack() {
            free.set(true);
            if (waiter.get()) {
                serve();
            }
        }

        private void serve() {
            if (free.compareAndSet(true, false)) {
                served = true;
            }
        }

        @Arbiter
        public void look(Z_Result result) {
            result.r1 = served;
        }
    }

    /** What ships; the permit lies in a slot, where it is brought back by an ordered store. */
    @JCStressTest
    @Outcome(id = "true", expect = ACCEPTABLE, desc = "the waiter has the permit")
    @Outcome(expect = FORBIDDEN, desc = "it sleeps beside a free permit")
    @State
    public static class Shipped {
        private static final VirtualTime TIME = new VirtualTime();
        private static final AdmissionControl ADMISSION = new AdmissionControl(SECOND_NANOS);
        private static final Refusals REFUSALS = new Refusals();

        private final StripedPermits permits = new StripedPermits(1, 1, 1);
        private final WaitQueue queue = new WaitQueue(permits, 10, SECOND_NANOS, ADMISSION, REFUSALS, TIME);
        private final int out = permits.tryTake();
        private volatile long token = WaitingGate.WAIT;

        @Actor
        public void join() {
            queue.join(CallTraits.DEFAULT, TIME.nanoTime(), TIME.nanoTime() + SECOND_NANOS, given -> token = given);
        }

        @Actor
        public void giveBack() {
            permits.giveBack(out);
            queue.permitsLaidDown();
        }

        @Arbiter
        public void look(Z_Result result) {
            result.r1 = token >= 0;
        }
    }

    /** Who brings the permit back lays it down by an ordered store and looks without a fence: the look can come first. */
    @JCStressTest
    @Outcome(id = "true", expect = ACCEPTABLE, desc = "the waiter has the permit")
    @Outcome(expect = FORBIDDEN, desc = "it sleeps beside a free permit")
    @State
    public static class Weakened {
        private static final VarHandle FREE;
        private static final VarHandle WAITER;

        static {
            try {
                MethodHandles.Lookup lookup = MethodHandles.lookup();
                FREE = lookup.findVarHandle(Weakened.class, "free", boolean.class);
                WAITER = lookup.findVarHandle(Weakened.class, "waiter", boolean.class);
            } catch (ReflectiveOperationException impossible) {
                throw new ExceptionInInitializerError(impossible);
            }
        }

        private boolean waiter;
        private boolean free;
        private volatile boolean served;

        @Actor
        public void join() {
            WAITER.setVolatile(this, true);
            serve();
        }

        @Actor
        public void giveBack() {
            FREE.setRelease(this, true);
            if ((boolean) WAITER.getOpaque(this)) {
                serve();
            }
        }

        private void serve() {
            if (FREE.compareAndSet(this, true, false)) {
                served = true;
            }
        }

        @Arbiter
        public void look(Z_Result result) {
            result.r1 = served;
        }
    }
}
