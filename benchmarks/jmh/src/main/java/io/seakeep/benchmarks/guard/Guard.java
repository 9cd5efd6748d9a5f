package io.seakeep.benchmarks.guard;

import java.util.ArrayList;
import java.util.List;

/**
 * Measures the hot paths against their committed budgets and exits with 1 when one is passed. With arguments, only the
 * comparisons of those names.
 */
public final class Guard {

    private Guard() {}

    /**
     * Runs it.
     *
     * @param args names of comparisons; all, if there are none
     */
    public static void main(String[] args) throws InterruptedException {
        List<Comparison> chosen = args.length == 0
                ? Catalogue.all()
                : List.of(args).stream().map(Catalogue::named).toList();
        List<Finding> findings = findings(chosen);
        new Survey((comparison, threads) -> Fork.run(comparison, threads, Effort.FULL)).measure(findings);
        Report report = new Report(findings);
        System.out.println(report.text());
        System.exit(report.failed() ? 1 : 0);
    }

    private static List<Finding> findings(List<Comparison> comparisons) {
        List<Finding> findings = new ArrayList<>();
        for (Comparison comparison : comparisons) {
            List<Budget> budgets = Budgets.of(comparison.name());
            budgets.stream()
                    .map(Budget::threads)
                    .distinct()
                    .sorted()
                    .forEach(threads -> findings.add(new Finding(
                            comparison,
                            threads,
                            new ArrayList<>(),
                            new ArrayList<>(),
                            budgets.stream()
                                    .filter(budget -> budget.threads() == threads)
                                    .toList())));
        }
        return findings;
    }
}
