package io.seakeep.scenarios.sim;

import io.seakeep.time.TimerHandle;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A server with so many workers and one queue in front of them. A caller that has hung up is not noticed: its request keeps its place, and
 * is worked on like the others, for nothing. That is what makes an overload last.
 */
public final class Server {

    private final World world;
    private final int workers;
    private final ToDoubleFunction<SplittableRandom> serviceSeconds;
    private final SplittableRandom random;
    private final Queue<Request> queue = new ArrayDeque<>();
    private double timesSlower = 1;
    private boolean down;
    private int busy;
    private long received;

    /** @param serviceSeconds how long a worker takes for a request */
    public Server(World world, int workers, ToDoubleFunction<SplittableRandom> serviceSeconds) {
        this.world = world;
        this.workers = workers;
        this.serviceSeconds = serviceSeconds;
        this.random = world.random();
    }

    /** Sends it a request; answers what it answers, some time. */
    public CompletableFuture<String> request() {
        received++;
        Request request = new Request();
        queue.add(request);
        work();
        return request.answer;
    }

    /** Takes so many times as long for each request from now on. */
    public void slower(double times) {
        timesSlower = times;
    }

    /** Stops working on requests, and keeps those that come. */
    public void stop() {
        down = true;
    }

    /** Goes on. */
    public void resume() {
        down = false;
        work();
    }

    /** How many requests have come so far. */
    public long received() {
        return received;
    }

    /** How many wait. */
    public int queued() {
        return queue.size();
    }

    private void work() {
        while (!down && busy < workers && !queue.isEmpty()) {
            Request next = queue.remove();
            busy++;
            next.working = world.after(timesSlower * serviceSeconds.applyAsDouble(random), () -> {
                busy--;
                work();
                next.answer.complete("answer");
            });
        }
    }

    private static final class Request {
        private final CompletableFuture<String> answer = new CompletableFuture<>();
        private @Nullable TimerHandle working;
    }
}
