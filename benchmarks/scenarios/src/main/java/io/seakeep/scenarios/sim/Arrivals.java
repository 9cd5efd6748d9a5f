package io.seakeep.scenarios.sim;

import java.util.SplittableRandom;

/** Calls that come by chance: whether or not those before are answered. */
public final class Arrivals {

    private final World world;
    private final SplittableRandom random;
    private final double perSecond;
    private final Runnable call;

    private Arrivals(World world, double perSecond, Runnable call) {
        this.world = world;
        this.random = world.random();
        this.perSecond = perSecond;
        this.call = call;
    }

    /** Lets them come, at a rate that does not change. */
    public static void steady(World world, double perSecond, Runnable call) {
        new Arrivals(world, perSecond, call).next();
    }

    private void next() {
        world.after(-Math.log(1 - random.nextDouble()) / perSecond, () -> {
            next();
            call.run();
        });
    }
}
