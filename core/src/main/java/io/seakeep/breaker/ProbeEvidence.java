package io.seakeep.breaker;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * How the probes of one recovery went: all of them, and the last few.
 *
 * <p>The share that failed of the last few is a mean that fades exponentially. Up to {@code memory} probes it is the plain
 * mean, so the first failure of all is 100 %; later one failure in between moves it little, and a handful in a row move it
 * past any limit, however many successes there were before.
 *
 * @param probes how many probes ended in a way that is evidence
 * @param failures how many of them failed, or were too slow
 * @param recentShare the share of failures among the last few
 */
record ProbeEvidence(long probes, long failures, double recentShare) {

    private static final ProbeEvidence NONE = new ProbeEvidence(0, 0, 0);

    private ProbeEvidence with(int failed, int memory) {
        double weight = 1.0 / Math.min(probes + 1, memory);
        return new ProbeEvidence(probes + 1, failures + failed, recentShare + weight * (failed - recentShare));
    }

    /** Collects it, from any thread; lock-free. */
    static final class Collector {

        private static final VarHandle COLLECTED;

        static {
            try {
                COLLECTED = MethodHandles.lookup().findVarHandle(Collector.class, "collected", ProbeEvidence.class);
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        final int memory;
        private volatile ProbeEvidence collected = NONE;

        /** @param memory how many probes are the last few */
        Collector(int memory) {
            this.memory = memory;
        }

        void succeeded() {
            add(0);
        }

        /** Answers the evidence with this failure in it. */
        ProbeEvidence failed() {
            return add(1);
        }

        private ProbeEvidence add(int failed) {
            for (; ; ) {
                ProbeEvidence seen = collected;
                ProbeEvidence next = seen.with(failed, memory);
                if (COLLECTED.compareAndSet(this, seen, next)) {
                    return next;
                }
            }
        }

        ProbeEvidence get() {
            return collected;
        }
    }
}
