package io.seakeep.scenarios.demo;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/**
 * Calls that come when they come, whatever became of the earlier ones: Poisson arrivals from a seed, the same for every
 * client. A load that waited for answers would send less just when the dependency is slow and measure that it is fast.
 */
final class OpenLoop {

    /** One client and where its calls are kept. */
    record Lane(Client client, Scoreboard board) {}

    private final Course course;
    private final List<Lane> lanes;
    private final double perSecond;
    private final Random random;

    OpenLoop(Course course, List<Lane> lanes, double perSecond, long seed) {
        this.course = course;
        this.lanes = lanes;
        this.perSecond = perSecond;
        this.random = new Random(seed);
    }

    /** Sends until the course is over; called between sends is what shows progress. */
    void run(Runnable between) {
        long due = course.startNanos();
        long end = course.startNanos() + course.totalNanos();
        while (due - end < 0) {
            while (due - System.nanoTime() > 0) {
                between.run();
                LockSupport.parkNanos(Math.max(1, due - System.nanoTime()));
            }
            for (Lane lane : lanes) {
                send(lane, due);
            }
            due += (long) (-Math.log(1 - random.nextDouble()) / perSecond * 1e9);
        }
    }

    private void send(Lane lane, long dueNanos) {
        Scoreboard.Score score = lane.board().of(course.at(dueNanos));
        score.due();
        CompletableFuture<Integer> answer;
        try {
            answer = lane.client().ask();
        } catch (RuntimeException notSent) {
            answer = CompletableFuture.failedFuture(notSent);
        }
        answer.whenComplete((status, thrown) -> score.ended(status, thrown, System.nanoTime() - dueNanos));
    }
}
