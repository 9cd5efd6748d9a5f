package io.seakeep.scenarios.sim;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToDoubleFunction;

/**
 * A server with so many workers and one queue in front of them. A caller that has hung up is not noticed: its request keeps its place, and
 * is worked on like the others, for nothing. That is what makes an overload last.
 */
public final class Server {

    private final World world;
    private final int workers;
    private final ToDoubleFunction<SplittableRandom> serviceSeconds;
    private final SplittableRandom random;
    private final Queue<CompletableFuture<String>> queue = new ArrayDeque<>();
    private boolean down;
    private int busy;

    /** @param serviceSeconds how long a worker takes for a request */
    public Server(World world, int workers, ToDoubleFunction<SplittableRandom> serviceSeconds) {
        this.world = world;
        this.workers = workers;
        this.serviceSeconds = serviceSeconds;
        this.random = world.random();
    }

    /** Sends it a request; answers what it answers, some time. */
    public CompletableFuture<String> request() {
        CompletableFuture<String> answer = new CompletableFuture<>();
        queue.add(answer);
        work();
        return answer;
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

    private void work() {
        while (!down && busy < workers && !queue.isEmpty()) {
            CompletableFuture<String> next = queue.remove();
            busy++;
            world.after(serviceSeconds.applyAsDouble(random), () -> {
                busy--;
                work();
                next.complete("answer");
            });
        }
    }
}
