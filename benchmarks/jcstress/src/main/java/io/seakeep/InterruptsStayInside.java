package io.seakeep;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * The time of a thread's work is over just when the work is. First result: whether its time was over, as the thread was told; second:
 * whether it is left interrupted. The interrupt is modelled by a flag, for a real one could not be taken back by the arbiter.
 */
public final class InterruptsStayInside {

    private static final int ARMED = 0;
    private static final int INTERRUPTING = 1;
    private static final int INTERRUPTED = 2;
    private static final int OVER = 3;

    private InterruptsStayInside() {}

    /** The algorithm by itself. */
    @JCStressTest
    @Outcome(
            id = {"false, false", "true, false"},
            expect = ACCEPTABLE,
            desc = "nothing is left behind")
    @Outcome(expect = FORBIDDEN, desc = "a stray interrupt")
    @State
    public static class Model {
        private final AtomicInteger state = new AtomicInteger(ARMED);
        private volatile boolean interrupted;
        private volatile boolean timedOut;

        @Actor
        public void fire() {
            if (state.compareAndSet(ARMED, INTERRUPTING)) {
                interrupted = true;
                state.set(INTERRUPTED);
            }
        }

        @Actor
        public void end() {
            if (!state.compareAndSet(ARMED, OVER)) {
                while (state.get() == INTERRUPTING) {
                    Thread.yield();
                }
                interrupted = false;
                timedOut = true;
            }
        }

        @Arbiter
        public void look(ZZ_Result result) {
            result.r1 = timedOut;
            result.r2 = interrupted;
        }
    }

    /** What ships, with a thread that only notes its interrupts. */
    @JCStressTest
    @Outcome(
            id = {"false, false", "true, false"},
            expect = ACCEPTABLE,
            desc = "nothing is left behind")
    @Outcome(expect = FORBIDDEN, desc = "a stray interrupt")
    @State
    public static class Shipped {
        private final NotingThread thread = new NotingThread();
        private final Interruption interruption = new Interruption(thread);
        private volatile boolean timedOut;

        @Actor
        public void fire() {
            interruption.fire();
        }

        @Actor
        public void end() {
            timedOut = interruption.end();
            if (timedOut) {
                thread.noted = false; // what Thread.interrupted() does for the thread itself
            }
        }

        @Arbiter
        public void look(ZZ_Result result) {
            result.r1 = timedOut;
            result.r2 = thread.noted;
        }
    }

    private static final class NotingThread extends Thread {
        volatile boolean noted;

        @Override
        public void interrupt() {
            noted = true;
        }

        @Override
        public boolean isInterrupted() {
            return noted;
        }
    }

    /** The end does not wait for an interrupt that is on its way. */
    @JCStressTest
    @Outcome(
            id = {"false, false", "true, false"},
            expect = ACCEPTABLE,
            desc = "nothing is left behind")
    @Outcome(expect = FORBIDDEN, desc = "a stray interrupt")
    @State
    public static class Weakened {
        private final AtomicInteger state = new AtomicInteger(ARMED);
        private volatile boolean interrupted;
        private volatile boolean timedOut;

        @Actor
        public void fire() {
            if (state.compareAndSet(ARMED, INTERRUPTING)) {
                interrupted = true;
            }
        }

        @Actor
        public void end() {
            if (!state.compareAndSet(ARMED, OVER)) {
                interrupted = false;
                timedOut = true;
            }
        }

        @Arbiter
        public void look(ZZ_Result result) {
            result.r1 = timedOut;
            result.r2 = interrupted;
        }
    }
}
