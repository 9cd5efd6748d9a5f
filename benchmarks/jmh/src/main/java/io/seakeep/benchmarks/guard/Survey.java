package io.seakeep.benchmarks.guard;

import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/**
 * Has every row measured in several JVMs of its own, and the whole list is gone through once for each: a disturbance that
 * lasts for a minute meets one fork of a few rows, and the median over the forks leaves it out.
 *
 * <p>A disturbance that lasts for longer meets most forks of a row. Rows that are over a limit in a figure of times are
 * therefore measured again, minutes later, with as many forks, and judged by all: what is truly slower is slower again.
 */
final class Survey {

    static final int FORKS = 5;

    private final Runner runner;

    Survey(Runner runner) {
        this.runner = runner;
    }

    /** Adds what was measured to each of them. */
    void measure(List<Finding> findings) throws InterruptedException {
        measure(findings, Finding::forks, "guard");
        List<Finding> over = findings.stream()
                .filter(finding -> !finding.overAtFirst().isEmpty())
                .toList();
        measure(over, Finding::secondForks, "guard, again");
    }

    private void measure(List<Finding> findings, Function<Finding, List<ForkResult>> results, String label)
            throws InterruptedException {
        for (int fork = 1; fork <= FORKS; fork++) {
            for (Finding finding : findings) {
                System.err.printf(
                        "%s: %d/%d %s, threads %d%n",
                        label, fork, FORKS, finding.comparison().name(), finding.threads());
                try {
                    results.apply(finding).add(runner.run(finding.comparison(), finding.threads()));
                } catch (IOException failed) {
                    System.err.println(label + ": " + failed.getMessage());
                }
            }
        }
    }

    /** Runs one fork. */
    interface Runner {

        /** @throws IOException if it fails or does not end */
        ForkResult run(Comparison comparison, int threads) throws IOException, InterruptedException;
    }
}
