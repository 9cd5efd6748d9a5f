package io.seakeep.benchmarks.guard;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures the hot paths against their committed budgets and exits with 1 when one is passed. With arguments, only the
 * comparisons of those names.
 *
 * <p>Every comparison runs in several JVMs of its own, and the whole catalogue is gone through once for each: a
 * disturbance that lasts for a minute meets one fork of a few comparisons, and the median over the forks leaves it out.
 */
public final class Guard {

    private static final int FORKS = 5;

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
        Report report = new Report(measure(chosen));
        System.out.println(report.text());
        System.exit(report.failed() ? 1 : 0);
    }

    private static List<Finding> measure(List<Comparison> comparisons) throws InterruptedException {
        List<Finding> findings = findings(comparisons);
        for (int fork = 1; fork <= FORKS; fork++) {
            for (Finding finding : findings) {
                System.err.printf(
                        "guard: %d/%d %s, threads %d%n",
                        fork, FORKS, finding.comparison().name(), finding.threads());
                try {
                    finding.forks().add(Fork.run(finding.comparison(), finding.threads(), Effort.FULL));
                } catch (IOException failed) {
                    System.err.println("guard: " + failed.getMessage());
                }
            }
        }
        return findings;
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
                            budgets.stream()
                                    .filter(budget -> budget.threads() == threads)
                                    .toList())));
        }
        return findings;
    }
}
