package io.seakeep.scenarios.clients.peers;

import io.seakeep.time.TimeSource;
import io.seakeep.time.TimerHandle;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Something that is to be done once, at a virtual time. What it throws is kept in it, as by the JDK's executors. */
final class VirtualTask<V> extends FutureTask<V> implements ScheduledFuture<V> {

    private final TimeSource time;
    private final long dueNanos;
    private final TimerHandle timer;

    VirtualTask(TimeSource time, Callable<V> callable, long delayNanos) {
        super(callable);
        this.time = time;
        this.dueNanos = time.nanoTime() + delayNanos;
        this.timer = time.schedule(delayNanos, this);
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        timer.cancel();
        return super.cancel(mayInterruptIfRunning);
    }

    @Override
    public long getDelay(TimeUnit unit) {
        return unit.convert(dueNanos - time.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
        return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
    }
}
