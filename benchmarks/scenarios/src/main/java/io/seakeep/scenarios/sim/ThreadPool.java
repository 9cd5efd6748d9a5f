package io.seakeep.scenarios.sim;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * The threads of a service that all its requests share, and the queue in front of them. A request keeps its thread for as long as the calls
 * last that are made for it. One whose user has left is not noticed: it keeps its place, and is worked on like the others.
 */
public final class ThreadPool {

    private final int threads;
    private final int queueLimit;
    private final Queue<Runnable> queue = new ArrayDeque<>();
    private int busy;

    /** @param queueLimit how many requests wait for a thread before those that come are turned away */
    public ThreadPool(int threads, int queueLimit) {
        this.threads = threads;
        this.queueLimit = queueLimit;
    }

    /** Does it on a thread, now or when there is one. */
    public CompletableFuture<String> submit(Supplier<CompletableFuture<String>> calls) {
        if (queue.size() >= queueLimit) {
            return CompletableFuture.failedFuture(ServerFault.REFUSED);
        }
        CompletableFuture<String> answer = new CompletableFuture<>();
        queue.add(() -> run(calls, answer));
        work();
        return answer;
    }

    private void work() {
        while (busy < threads && !queue.isEmpty()) {
            busy++;
            queue.remove().run();
        }
    }

    private void run(Supplier<CompletableFuture<String>> calls, CompletableFuture<String> answer) {
        calls.get().whenComplete((result, failure) -> {
            busy--;
            if (failure == null) {
                answer.complete(result);
            } else {
                answer.completeExceptionally(failure);
            }
            work();
        });
    }
}
