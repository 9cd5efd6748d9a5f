package io.seakeep.breaker;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.UnaryOperator;

/**
 * How the probes of one recovery went: all of them, the last few, and ten times as many.
 *
 * <p>The share that failed of the last few is a mean that fades exponentially. Up to {@code memory} probes it is the plain
 * mean; later one failure in between moves it little, and a handful in a row move it past any limit, however many successes there
 * were before.
 *
 * <p>As long as all fail, {@code enoughAtFirst} are enough. Once one has succeeded it takes as many failures as would be too many of the last few.
 *
 * <p>Of the last few, half fail sooner or later by chance where one in five does for good. So they count only where that is more than
 * chance makes of the share that failed before them; the longer mean counts by itself.
 *
 * @param memory how many probes are the last few
 * @param enoughAtFirst how many failures are enough where nothing else has been seen
 * @param probes how many probes ended in a way that is evidence
 * @param failures how many of them failed, or were too slow
 * @param recentShare the share of failures among the last few
 * @param longShare the same among ten times as many
 * @param isSilent whether the last one failed
 * @param silentSinceNanos if so, when the first began that failed after a success, or that success if it was later
 */
record ProbeEvidence(
        int memory,
        int enoughAtFirst,
        long probes,
        long failures,
        double recentShare,
        double longShare,
        boolean isSilent,
        long silentSinceNanos) {

    private static final long LONGER = 10;

    private ProbeEvidence withSuccess(long nowNanos) {
        return with(0, false, nowNanos);
    }

    private ProbeEvidence withFailure(long begunNanos) {
        boolean isTheFirst = !isSilent && begunNanos - silentSinceNanos > 0;
        return with(1, true, isTheFirst ? begunNanos : silentSinceNanos);
    }

    private ProbeEvidence with(int failed, boolean isNowSilent, long sinceNanos) {
        return new ProbeEvidence(
                memory,
                enoughAtFirst,
                probes + 1,
                failures + failed,
                recentShare + (failed - recentShare) / Math.min(probes + 1, memory),
                longShare + (failed - longShare) / Math.min(probes + 1, LONGER * memory),
                isNowSilent,
                sinceNanos);
    }

    /** Whether the share of failures is at that limit, and not by chance. */
    boolean reaches(double limit) {
        if (failures == probes) {
            return failures >= enoughAtFirst;
        }
        if (probes < memory) {
            return failures >= limit * memory;
        }
        return longShare >= limit || (recentShare >= limit && !Chance.explains(recent(), usualShare()));
    }

    private Counts recent() {
        return new Counts(recentProbes(), Math.round(recentShare * recentProbes()), 0);
    }

    /** The share that failed before the last few. */
    private double usualShare() {
        BackgroundFailures before = new BackgroundFailures();
        before.learn(new Counts(probes - recentProbes(), failures - recent().failures(), 0), 0);
        return before.rate();
    }

    long successes() {
        return probes - failures;
    }

    long recentProbes() {
        return Math.min(probes, memory);
    }

    Counts counts(long spanNanos) {
        return new Counts(probes, failures, spanNanos);
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

        private volatile ProbeEvidence collected;

        /**
         * @param memory how many probes are the last few
         * @param enoughAtFirst how many failures are enough where nothing else has been seen
         */
        Collector(int memory, int enoughAtFirst) {
            this.collected = new ProbeEvidence(memory, enoughAtFirst, 0, 0, 0, 0, false, 0);
        }

        void succeeded(long nowNanos) {
            add(seen -> seen.withSuccess(nowNanos));
        }

        /** Answers the evidence with this failure in it. */
        ProbeEvidence failed(long begunNanos) {
            return add(seen -> seen.withFailure(begunNanos));
        }

        private ProbeEvidence add(UnaryOperator<ProbeEvidence> probe) {
            for (; ; ) {
                ProbeEvidence seen = collected;
                ProbeEvidence next = probe.apply(seen);
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
