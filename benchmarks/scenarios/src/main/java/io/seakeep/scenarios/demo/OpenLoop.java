package io.seakeep.scenarios.demo;

import io.seakeep.scenarios.demo.Score.Ending;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Calls that come when they come, whatever became of the earlier ones: Poisson arrivals from a seed, the same for every
 * client. A load that waited for answers would send less just when the dependency is slow, and report that it is fast.
 *
 * <p>Each call's time runs from the instant when it was due in that schedule. When the sender is late, because the machine
 * is busy, the call's time includes that; how late it was is kept as well.
 */
final class OpenLoop {

    private final Course course;
    private final List<Side> sides;
    private final double perSecond;
    private final Random random;
    private final Histogram lateness = new Histogram(3);

    OpenLoop(Course course, List<Side> sides, double perSecond, long seed) {
        this.course = course;
        this.sides = sides;
        this.perSecond = perSecond;
        this.random = new Random(seed);
    }

    /** Sends until the course is over. */
    void run() {
        long due = next(course.startNanos());
        int first = 0;
        while (due - course.endNanos() < 0) {
            waitUntil(due);
            for (int i = 0; i < sides.size(); i++) {
                send(sides.get((first + i) % sides.size()), due);
            }
            first++; // nobody is always the one that waits for the others
            due = next(due);
        }
    }

    /** How late calls were sent, in milliseconds, by this quantile. */
    double latenessMillis(double quantile) {
        return lateness.getValueAtPercentile(100 * quantile) / 1e6;
    }

    private long next(long nanos) {
        return nanos + (long) (-Math.log(1 - random.nextDouble()) / perSecond * 1e9);
    }

    private static void waitUntil(long nanos) {
        long left = nanos - System.nanoTime();
        while (left > 0) {
            LockSupport.parkNanos(left);
            left = nanos - System.nanoTime();
        }
    }

    private void send(Side side, long dueNanos) {
        side.board().due(dueNanos);
        lateness.recordValue(Math.max(0, System.nanoTime() - dueNanos));
        CompletableFuture<Integer> answer;
        try {
            answer = side.client().ask();
        } catch (RuntimeException notSent) {
            answer = CompletableFuture.failedFuture(notSent);
        }
        answer.whenComplete((status, thrown) -> {
            long nanos = System.nanoTime() - dueNanos;
            side.board().ended(dueNanos, Ending.of(status, thrown, nanos), nanos);
        });
    }
}
