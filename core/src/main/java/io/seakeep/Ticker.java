package io.seakeep;

import io.seakeep.time.TimeSource;
import java.util.Comparator;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets the pipelines that are in use think, about every 250 ms. Those that are idle are not in its set and cost nothing; when
 * the set is empty no timer is armed.
 *
 * <p>The timer's thread only hands over: thinking happens on the time source's worker. No wake-up is lost: a pipeline is taken
 * out of the set <i>before</i> it is put to sleep, and one that is woken meanwhile puts itself back; likewise the ticker stands
 * down before it looks at the set for the last time.
 *
 * <p>They think in the order in which they were made. Keys learn from each other by way of the whole, so with the order of a hash table of
 * identities a run on virtual time would not come out the same again.
 */
final class Ticker {

    private final TimeSource time;
    private final long intervalNanos;
    private final AtomicLong turns = new AtomicLong();
    private final Set<PipelineTick> awake = new ConcurrentSkipListSet<>(Comparator.comparingLong(PipelineTick::turn));
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean running = new AtomicBoolean();
    private volatile boolean closed;
    private long expectedNanos;

    Ticker(TimeSource time, long intervalNanos) {
        this.time = time;
        this.intervalNanos = intervalNanos;
    }

    /** Another one each time: the turn of a new pipeline. */
    long nextTurn() {
        return turns.getAndIncrement();
    }

    /** Lets it take part from the next tick on. Cheap, and safe to call from a guarded call. */
    void wake(PipelineTick pipeline) {
        if (awake.add(pipeline)) {
            start();
        }
    }

    /** Does this between two ticks, about one tick from now at the latest; not at all if it is closed meanwhile. */
    void betweenTicks(Runnable task) {
        tasks.add(task);
        start();
    }

    void close() {
        closed = true;
        awake.clear();
        tasks.clear();
    }

    private void start() {
        if (!closed && running.compareAndSet(false, true)) {
            arm(time.nanoTime());
        }
    }

    private void arm(long now) {
        expectedNanos = now + intervalNanos;
        time.schedule(intervalNanos, this::handOver);
    }

    private void handOver() {
        time.execute(this::tick);
    }

    private void tick() {
        if (closed) {
            return;
        }
        long now = time.nanoTime();
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
        long lateNanos = now - expectedNanos;
        long pausedNanos = lateNanos > intervalNanos ? lateNanos : 0;
        for (PipelineTick pipeline : awake) {
            if (!pipeline.tick(now, pausedNanos)) {
                putToSleep(pipeline);
            }
        }
        if (!awake.isEmpty()) {
            arm(now);
            return;
        }
        running.set(false);
        if (!awake.isEmpty() || !tasks.isEmpty()) {
            start();
        }
    }

    private void putToSleep(PipelineTick pipeline) {
        awake.remove(pipeline);
        if (!pipeline.sleep()) {
            awake.add(pipeline);
        }
    }
}
