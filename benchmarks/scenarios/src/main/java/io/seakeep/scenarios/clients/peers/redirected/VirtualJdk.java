package io.seakeep.scenarios.clients.peers.redirected;

import dev.failsafe.spi.Scheduler;
import io.seakeep.scenarios.clients.peers.RedirectingLoader;
import io.seakeep.scenarios.clients.peers.VirtualClock;
import io.seakeep.scenarios.clients.peers.VirtualScheduler;
import io.seakeep.scenarios.sim.World;
import java.time.Instant;
import java.util.SplittableRandom;

/** What the classes of one loader are told when they ask for the time, for chance or for Failsafe's default scheduler: what their world has. */
public final class VirtualJdk {

    private static final World WORLD = ((RedirectingLoader) VirtualJdk.class.getClassLoader()).world();
    private static final VirtualClock CLOCK = new VirtualClock(WORLD);
    private static final SplittableRandom RANDOM = WORLD.randomOfClient();
    private static final Scheduler SCHEDULER = Scheduler.of(new VirtualScheduler(WORLD));

    private VirtualJdk() {}

    /** In the stead of {@link System#nanoTime()}. */
    public static long nanoTime() {
        return WORLD.time().nanoTime();
    }

    /** In the stead of {@link System#currentTimeMillis()}. */
    public static long currentTimeMillis() {
        return CLOCK.millis();
    }

    /** In the stead of {@link Instant#now()}. */
    public static Instant now() {
        return CLOCK.instant();
    }

    /** In the stead of {@link Math#random()}. */
    public static double random() {
        return RANDOM.nextDouble();
    }

    /** In the stead of {@link Scheduler#DEFAULT}. */
    public static Scheduler scheduler() {
        return SCHEDULER;
    }
}
