package io.seakeep.scenarios.sim;

import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/** Calls that come by chance, at a rate that may change with time: they come whether or not those before are answered. */
public final class Arrivals {

    private final World world;
    private final SplittableRandom random;
    private final DoubleUnaryOperator perSecond;
    private final double most;
    private final Runnable call;

    private Arrivals(World world, DoubleUnaryOperator perSecond, double most, Runnable call) {
        this.world = world;
        this.random = world.random();
        this.perSecond = perSecond;
        this.most = most;
        this.call = call;
    }

    /** Lets them come, at a rate that does not change. */
    public static void steady(World world, double perSecond, Runnable call) {
        new Arrivals(world, second -> perSecond, perSecond, call).next();
    }

    /**
     * Lets them come at a rate that changes, by thinning (Lewis and Shedler, Nav. Res. Logist. Q. 26, 1979).
     *
     * @param perSecond the rate at a second of the world
     * @param most what it never is above
     */
    public static void changing(World world, DoubleUnaryOperator perSecond, double most, Runnable call) {
        new Arrivals(world, perSecond, most, call).next();
    }

    private void next() {
        world.after(-Math.log(1 - random.nextDouble()) / most, () -> {
            next();
            if (random.nextDouble() * most < perSecond.applyAsDouble(world.now())) {
                call.run();
            }
        });
    }
}
