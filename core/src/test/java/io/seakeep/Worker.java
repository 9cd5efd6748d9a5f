package io.seakeep;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** One pooled thread that a test hands pieces of work, waiting for each. */
final class Worker implements AutoCloseable {

    private final ExecutorService thread = Executors.newSingleThreadExecutor();

    void run(Runnable work) {
        CompletableFuture.runAsync(work, thread).join();
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
