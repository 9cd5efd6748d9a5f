package io.seakeep.timeout;

import java.util.SplittableRandom;

/** Shapes that latencies come in, in milliseconds. */
enum Shape {
    LOGNORMAL {
        @Override
        double draw(SplittableRandom random) {
            return 10 * Math.exp(gaussian(random));
        }
    },
    GAMMA {
        @Override
        double draw(SplittableRandom random) {
            double product = 1;
            for (int i = 0; i < 3; i++) {
                product *= 1 - random.nextDouble();
            }
            return -10 * Math.log(product);
        }
    },
    PARETO {
        @Override
        double draw(SplittableRandom random) {
            return 5 * Math.pow(1 - random.nextDouble(), -1 / 2.5);
        }
    },
    BIMODAL {
        @Override
        double draw(SplittableRandom random) {
            return random.nextDouble() < 0.97
                    ? 10 * Math.exp(0.5 * gaussian(random))
                    : 200 * Math.exp(0.3 * gaussian(random));
        }
    },
    WEIBULL {
        @Override
        double draw(SplittableRandom random) {
            return 20 * Math.pow(-Math.log(1 - random.nextDouble()), 1 / 0.7);
        }
    },
    /** Added when the rule stood: it was not made with this one, nor the next. */
    HYPEREXPONENTIAL {
        @Override
        double draw(SplittableRandom random) {
            return (random.nextInt(10) == 0 ? 60 : 8) * -Math.log(1 - random.nextDouble());
        }
    },
    LOGLOGISTIC {
        @Override
        double draw(SplittableRandom random) {
            double share = random.nextDouble();
            return 12 * Math.pow(share / (1 - share), 1 / 3.0);
        }
    };

    abstract double draw(SplittableRandom random);

    /** Of Box and Muller. */
    static double gaussian(SplittableRandom random) {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }
}
