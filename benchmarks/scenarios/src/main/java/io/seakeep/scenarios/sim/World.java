package io.seakeep.scenarios.sim;

import io.seakeep.time.TimerHandle;
import io.seakeep.time.VirtualTime;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;

/** A clock, and what happens when. Everything in it runs on one thread; for one scenario and one client. */
public final class World {

    private static final double SECOND = 1e9;

    private final VirtualTime time = new VirtualTime();
    private final long originNanos = time.nanoTime();
    private final SplittableRandom seeds;
    private final SplittableRandom seedsOfClients;
    private final Map<Class<?>, Object> only = new HashMap<>();

    /** @param seed of all that is by chance */
    public World(long seed) {
        this.seeds = new SplittableRandom(seed);
        this.seedsOfClients = seeds.split();
    }

    /** The clock that policies are given. */
    public VirtualTime time() {
        return time;
    }

    /** A source of chance of one's own, so that what one does changes nothing for others. */
    public SplittableRandom random() {
        return seeds.split();
    }

    /** The same, for what calls: whichever client that is, all else is by the same chance. */
    public SplittableRandom randomOfClient() {
        return seedsOfClients.split();
    }

    /** The one of that kind that there is in this world, for what has to be shared by all in it. */
    public <T> T only(Class<T> kind, Function<World, T> make) {
        return kind.cast(only.computeIfAbsent(kind, absent -> make.apply(this)));
    }

    /** Seconds since the beginning. */
    public double now() {
        return (time.nanoTime() - originNanos) / SECOND;
    }

    /** Does something at that second, or now if it has passed. */
    public void at(double second, Runnable action) {
        after(second - now(), action);
    }

    /** Does something in so many seconds. */
    public TimerHandle after(double seconds, Runnable action) {
        return time.schedule((long) (Math.max(0, seconds) * SECOND), action);
    }

    /** Lets time pass until that second. */
    public void runUntil(double second) {
        time.advanceNanos(Math.max(0, originNanos + (long) (second * SECOND) - time.nanoTime()));
    }
}
