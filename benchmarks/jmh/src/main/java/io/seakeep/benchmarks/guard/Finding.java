package io.seakeep.benchmarks.guard;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What came out for one comparison at one number of threads, beside its budgets.
 *
 * @param forks what each fork measured; empty if none ended well
 * @param budgets the budgets that apply; at least one
 */
record Finding(Comparison comparison, int threads, List<ForkResult> forks, List<Budget> budgets) {

    Measured nanos(Role role) {
        return Measured.of(forks, fork -> fork.nanos(role));
    }

    Measured figure(Figure figure) {
        return Measured.of(forks, fork -> fork.figure(figure));
    }

    /** The worst of the standings. */
    Standing standing() {
        return budgets.stream().map(this::standing).reduce(Standing.HOLDS, Standing::worse);
    }

    Standing standing(Budget budget) {
        return budget.judge(figure(budget.figure()).value());
    }

    /** The budgets by figure. */
    Map<Figure, Budget> budgetOf() {
        Map<Figure, Budget> byFigure = new EnumMap<>(Figure.class);
        budgets.forEach(budget -> byFigure.put(budget.figure(), budget));
        return byFigure;
    }
}
