package io.seakeep.benchmarks.guard;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The threads that run loops together, for a slice of time. For use by one thread. */
final class Crew implements AutoCloseable {

    /** Long enough for the clock read after it not to matter, short enough to end a slice in time. */
    private static final int OPERATIONS = 512;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final ExecutorService executor;
    private final CyclicBarrier start;

    Crew(int threads) {
        this.executor = Executors.newFixedThreadPool(threads);
        this.start = new CyclicBarrier(threads);
    }

    /** Each thread runs its own loop for that time, starting together. */
    Slice run(List<Loop> loops, long sliceNanos) throws InterruptedException, ExecutionException {
        List<Callable<Slice>> parts = new ArrayList<>();
        for (Loop loop : loops) {
            parts.add(() -> {
                start.await();
                return part(loop, sliceNanos);
            });
        }
        Slice sum = Slice.NOTHING;
        for (Future<Slice> part : executor.invokeAll(parts)) {
            sum = sum.plus(part.get());
        }
        return sum;
    }

    private static Slice part(Loop loop, long sliceNanos) {
        long id = Thread.currentThread().getId();
        long operations = 0;
        long asking = -THREADS.getThreadAllocatedBytes(id);
        long bytesBefore = THREADS.getThreadAllocatedBytes(id);
        asking += bytesBefore; // to ask allocates as well
        long startNanos = System.nanoTime();
        long elapsedNanos;
        do {
            loop.run(OPERATIONS);
            operations += OPERATIONS;
            elapsedNanos = System.nanoTime() - startNanos;
        } while (elapsedNanos < sliceNanos);
        long bytes = THREADS.getThreadAllocatedBytes(id) - bytesBefore - asking;
        return new Slice(operations, elapsedNanos, bytes);
    }

    @Override
    public void close() {
        executor.shutdown();
    }

    /** What was done in one slice of time, over all threads. */
    record Slice(long operations, long nanos, long bytes) {

        static final Slice NOTHING = new Slice(0, 0, 0);

        Slice plus(Slice other) {
            return new Slice(operations + other.operations, nanos + other.nanos, bytes + other.bytes);
        }

        double nanosPerOperation() {
            return (double) nanos / operations;
        }

        double bytesPerOperation() {
            return (double) bytes / operations;
        }
    }
}
