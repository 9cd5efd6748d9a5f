package io.seakeep.scenarios.sim;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/**
 * A server with so many workers and one queue in front of them. A caller that has hung up is not noticed: its request keeps its place, and
 * is worked on like the others, for nothing. That is what makes an overload last.
 */
public final class Server {

    private final World world;
    private final ServiceTime serviceTime;
    private final SplittableRandom random;
    private final Queue<CompletableFuture<String>> queue = new ArrayDeque<>();
    private int workers;
    private int queueLimit = Integer.MAX_VALUE;
    private double slowness = 1;
    private State state = State.UP;
    private int busy;

    private enum State {
        UP,
        /** Takes requests, and answers none. */
        STOPPED,
        /** Turns requests away at once. */
        REFUSING
    }

    /** @param serviceTime how long a worker takes for a request */
    public Server(World world, int workers, ServiceTime serviceTime) {
        this.world = world;
        this.workers = workers;
        this.serviceTime = serviceTime;
        this.random = world.random();
    }

    /** Sends it a request; answers what it answers, some time. */
    public CompletableFuture<String> request() {
        if (state == State.REFUSING || queue.size() >= queueLimit) {
            return CompletableFuture.failedFuture(ServerFault.REFUSED);
        }
        CompletableFuture<String> answer = new CompletableFuture<>();
        queue.add(answer);
        work();
        return answer;
    }

    /** Stops working on requests, and keeps those that come. */
    public void stop() {
        state = State.STOPPED;
    }

    /** Stops working, loses those that wait, and turns away those that come. */
    public void crash() {
        state = State.REFUSING;
        queue.forEach(answer -> answer.completeExceptionally(ServerFault.CRASHED));
        queue.clear();
    }

    /** Goes on. */
    public void resume() {
        state = State.UP;
        work();
    }

    /** Takes so many times as long for what it begins from now on. */
    public void slowness(double factor) {
        slowness = factor;
    }

    /** Has more workers from now on, or fewer as those that are busy end. */
    public void workers(int count) {
        workers = count;
        work();
    }

    /** Turns away what comes while so many wait. */
    public void queueLimit(int limit) {
        queueLimit = limit;
    }

    /** How many wait for a worker. */
    public int queued() {
        return queue.size();
    }

    /** How many wait for a worker or have one. */
    public int inside() {
        return queue.size() + busy;
    }

    private void work() {
        while (state == State.UP && busy < workers && !queue.isEmpty()) {
            CompletableFuture<String> next = queue.remove();
            busy++;
            world.after(slowness * serviceTime.seconds(random), () -> {
                busy--;
                next.complete("answer");
                work();
            });
        }
    }
}
