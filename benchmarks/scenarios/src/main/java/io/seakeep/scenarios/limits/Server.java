package io.seakeep.scenarios.limits;

import io.seakeep.time.VirtualTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Workers that take requests from one queue, first come, first served. It can change while it runs. It does not know whether
 * anybody still waits for what it works at.
 */
final class Server {

    private static final long FAST_NANOS = 1_000_000;

    private final VirtualTime time;
    private final SplittableRandom random;
    private final ServiceTime service;
    private final Deque<Consumer<Answer>> queue = new ArrayDeque<>();

    private int workers;
    private int most = Integer.MAX_VALUE;
    private double slowness = 1;
    private double errorShare;
    private int busy;

    Server(VirtualTime time, SplittableRandom random, int workers, ServiceTime service) {
        this.time = time;
        this.random = random;
        this.workers = workers;
        this.service = service;
    }

    void workers(int newWorkers) {
        workers = newWorkers;
        startNext();
    }

    /** More than so many at once it turns away, in a millisecond. */
    void most(int newMost) {
        most = newMost;
    }

    /** How many times as long everything takes. */
    void slowness(double times) {
        slowness = times;
    }

    /** The share of requests that end in an error, in a millisecond. */
    void errorShare(double share) {
        errorShare = share;
    }

    void ask(Consumer<Answer> caller) {
        if (busy + queue.size() >= most) {
            time.schedule(FAST_NANOS, () -> caller.accept(Answer.TURNED_AWAY));
        } else if (random.nextDouble() < errorShare) {
            time.schedule(FAST_NANOS, () -> caller.accept(Answer.ERROR));
        } else {
            queue.add(caller);
            startNext();
        }
    }

    private void startNext() {
        while (busy < workers && !queue.isEmpty()) {
            Consumer<Answer> caller = queue.remove();
            busy++;
            time.schedule((long) (service.nanos(random) * slowness), () -> {
                busy--;
                caller.accept(Answer.GOOD);
                startNext();
            });
        }
    }
}
