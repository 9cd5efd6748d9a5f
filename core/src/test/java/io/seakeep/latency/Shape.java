package io.seakeep.latency;

import java.util.Random;

/** Shapes that latencies come in, those that break estimators among them. */
enum Shape {
    UNIFORM {
        @Override
        double draw(Random random) {
            return random.nextDouble() * 1e9;
        }
    },
    LOGNORMAL {
        @Override
        double draw(Random random) {
            return 1e7 * Math.exp(random.nextGaussian());
        }
    },
    PARETO {
        @Override
        double draw(Random random) {
            return 1e6 * Math.pow(1 - random.nextDouble(), -1 / 1.2);
        }
    },
    BIMODAL {
        @Override
        double draw(Random random) {
            boolean slow = random.nextInt(100) < 3;
            return (slow ? 2e8 : 1e7) * Math.exp((slow ? 0.3 : 0.5) * random.nextGaussian());
        }
    },
    CONSTANT {
        @Override
        double draw(Random random) {
            return 12_345_678;
        }
    },
    /** Around the linear buckets, where the clock's own resolution is. */
    NEAR_ZERO {
        @Override
        double draw(Random random) {
            return random.nextInt(5) == 0 ? 0 : random.nextDouble() * 3_000;
        }
    },
    /** Above a minute, up to the longest duration that is one. */
    VERY_LONG {
        @Override
        double draw(Random random) {
            return random.nextInt(50) == 0 ? Buckets.LONGEST_NANOS : 6e10 * Math.pow(1_440, random.nextDouble());
        }
    },
    /** A draw from any of the others. */
    MIXTURE {
        @Override
        double draw(Random random) {
            return values()[random.nextInt(ordinal())].draw(random);
        }
    };

    abstract double draw(Random random);

    /** A duration that is one. */
    final long durationNanos(Random random) {
        return (long) Math.min(Buckets.LONGEST_NANOS, draw(random));
    }

    final long[] durationsNanos(long seed, int count) {
        Random random = new Random(seed);
        long[] durations = new long[count];
        for (int i = 0; i < count; i++) {
            durations[i] = durationNanos(random);
        }
        return durations;
    }
}
