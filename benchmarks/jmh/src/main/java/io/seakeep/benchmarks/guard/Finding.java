package io.seakeep.benchmarks.guard;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What came out for one comparison at one number of threads, beside its budgets.
 *
 * @param forks what each fork measured; empty if none ended well
 * @param secondForks what each measured when the row was measured again; empty if it was not
 * @param budgets the budgets that apply; at least one
 */
record Finding(
        Comparison comparison,
        int threads,
        List<ForkResult> forks,
        List<ForkResult> secondForks,
        List<Budget> budgets) {

    Measured nanos(Role role) {
        return Measured.of(allForks(), fork -> fork.nanos(role));
    }

    /** Of all forks, if it is made of times. Bytes are exact, so that a second measuring must not outvote the first. */
    Measured figure(Figure figure) {
        return figure.ofTimes() ? Measured.of(allForks(), fork -> fork.figure(figure)) : firstFigure(figure);
    }

    /** As the first measuring alone has it. */
    Measured firstFigure(Figure figure) {
        return Measured.of(forks, fork -> fork.figure(figure));
    }

    private List<ForkResult> allForks() {
        return Stream.concat(forks.stream(), secondForks.stream()).toList();
    }

    boolean measuredTwice() {
        return !secondForks.isEmpty();
    }

    /**
     * The budgets of times whose limit was passed at first: by chance or not, which a second measuring can tell. It cannot
     * for what was not measured.
     */
    List<Budget> overAtFirst() {
        return budgets.stream()
                .filter(budget -> budget.figure().ofTimes())
                .filter(budget -> firstFigure(budget.figure()).value() > budget.limit())
                .toList();
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
