package io.seakeep.scenarios.sim;

import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/** Calls that come by chance: whether or not those before are answered. */
public final class Arrivals {

    private final World world;
    private final SplittableRandom random;
    private final double mostPerSecond;
    private final DoubleUnaryOperator perSecond;
    private final Runnable call;

    private Arrivals(World world, double mostPerSecond, DoubleUnaryOperator perSecond, Runnable call) {
        this.world = world;
        this.random = world.random();
        this.mostPerSecond = mostPerSecond;
        this.perSecond = perSecond;
        this.call = call;
    }

    /** Lets them come, at a rate that does not change. */
    public static void steady(World world, double perSecond, Runnable call) {
        new Arrivals(world, perSecond, second -> perSecond, call).next();
    }

    /**
     * Lets them come at a rate that changes (Lewis and Shedler's thinning).
     *
     * @param mostPerSecond which the rate never exceeds
     * @param perSecond the rate at each second
     */
    public static void changing(World world, double mostPerSecond, DoubleUnaryOperator perSecond, Runnable call) {
        new Arrivals(world, mostPerSecond, perSecond, call).next();
    }

    private void next() {
        world.after(-Math.log(1 - random.nextDouble()) / mostPerSecond, () -> {
            next();
            double rate = perSecond.applyAsDouble(world.now());
            if (rate >= mostPerSecond || random.nextDouble() * mostPerSecond < rate) {
                call.run();
            }
        });
    }
}
