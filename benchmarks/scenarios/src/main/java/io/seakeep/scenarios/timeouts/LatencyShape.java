package io.seakeep.scenarios.timeouts;

import java.util.SplittableRandom;

/** Shapes that latencies come in, in milliseconds. */
enum LatencyShape {
    LOGNORMAL {
        @Override
        double millis(SplittableRandom random) {
            return 10 * Math.exp(gaussian(random));
        }
    },
    GAMMA {
        @Override
        double millis(SplittableRandom random) {
            return -10 * Math.log((1 - random.nextDouble()) * (1 - random.nextDouble()) * (1 - random.nextDouble()));
        }
    },
    PARETO {
        @Override
        double millis(SplittableRandom random) {
            return 5 * Math.pow(1 - random.nextDouble(), -1 / 2.5);
        }
    },
    BIMODAL {
        @Override
        double millis(SplittableRandom random) {
            return random.nextDouble() < 0.97
                    ? 10 * Math.exp(0.5 * gaussian(random))
                    : 200 * Math.exp(0.3 * gaussian(random));
        }
    },
    WEIBULL {
        @Override
        double millis(SplittableRandom random) {
            return 20 * Math.pow(-Math.log(1 - random.nextDouble()), 1 / 0.7);
        }
    };

    abstract double millis(SplittableRandom random);

    /** Of Box and Muller. */
    private static double gaussian(SplittableRandom random) {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }
}
