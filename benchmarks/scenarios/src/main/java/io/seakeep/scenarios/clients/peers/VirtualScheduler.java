package io.seakeep.scenarios.clients.peers;

import io.seakeep.scenarios.sim.World;
import io.seakeep.time.TimeSource;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A world's timer, as a peer wants to be given one. It has no threads: what it is handed runs on the world's own. */
public final class VirtualScheduler extends AbstractExecutorService implements ScheduledExecutorService {

    private final TimeSource time;

    /** @param world whose clock it goes by */
    public VirtualScheduler(World world) {
        this.time = world.time();
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        return schedule(Executors.callable(command), delay, unit);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        return new VirtualTask<>(time, callable, unit.toNanos(delay));
    }

    @Override
    public void execute(Runnable command) {
        schedule(command, 0, TimeUnit.NANOSECONDS);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long initialDelay, long period, TimeUnit unit) {
        throw noPeerRepeats();
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initialDelay, long delay, TimeUnit unit) {
        throw noPeerRepeats();
    }

    @Override
    public void shutdown() {
        throw endsWithItsWorld();
    }

    @Override
    public List<Runnable> shutdownNow() {
        throw endsWithItsWorld();
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        throw endsWithItsWorld();
    }

    private static UnsupportedOperationException noPeerRepeats() {
        return new UnsupportedOperationException("no peer that is simulated repeats anything by a timer");
    }

    private static UnsupportedOperationException endsWithItsWorld() {
        return new UnsupportedOperationException("it ends with its world");
    }
}
