package io.seakeep.benchmarks.guard;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One figure as it was measured: the median over the forks, each of which is the median over its rounds, and how far the
 * forks lay apart.
 */
record Measured(double value, double lowest, double highest) {

    static <F> Measured of(List<F> forks, ToDoubleFunction<F> figure) {
        Samples samples = new Samples(forks.stream().mapToDouble(figure).toArray());
        return new Measured(samples.median(), samples.lowest(), samples.highest());
    }
}
