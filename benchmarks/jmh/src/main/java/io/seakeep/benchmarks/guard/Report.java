package io.seakeep.benchmarks.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the guard found, for people to read. */
final class Report {

    private static final List<String> HEAD = List.of(
            "what",
            "threads",
            "floor ns",
            "ours ns",
            "x floor",
            "forks",
            "target",
            "limit",
            "above floor",
            "target",
            "limit",
            "B/op",
            "target",
            "limit",
            "verdict");

    private final List<Finding> findings;

    Report(List<Finding> findings) {
        this.findings = List.copyOf(findings);
    }

    /** Whether a committed budget was passed, or something with a budget was not measured. */
    boolean failed() {
        return findings.isEmpty() || any(Standing.OVER_LIMIT);
    }

    private boolean any(Standing standing) {
        return findings.stream().anyMatch(finding -> finding.standing() == standing);
    }

    String text() {
        Table table = new Table().row(HEAD);
        findings.forEach(finding -> table.row(row(finding)));
        StringBuilder text = new StringBuilder(table.toString()).append('\n');
        text.append("the floors:\n");
        findings.stream()
                .map(Finding::comparison)
                .distinct()
                .filter(comparison -> !comparison.floor().isEmpty())
                .forEach(comparison ->
                        text.append(String.format("  %-22s %s%n", comparison.name(), comparison.floor())));
        text.append(summary());
        return text.toString();
    }

    private String summary() {
        StringBuilder text = new StringBuilder();
        for (Standing standing : List.of(Standing.MISSES_TARGET, Standing.OVER_LIMIT)) {
            if (any(standing)) {
                text.append('\n').append(standing.words()).append(":\n");
                findings.forEach(finding -> finding.budgets().stream()
                        .filter(budget -> finding.standing(budget) == standing)
                        .forEach(budget -> text.append(line(finding, budget))));
            }
        }
        text.append(measuredTwice());
        return text.append(failed() ? "\nThe guard FAILS.\n" : "\nThe guard passes.\n")
                .toString();
    }

    private String measuredTwice() {
        List<Finding> twice = findings.stream().filter(Finding::measuredTwice).toList();
        if (twice.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("\nmeasured twice, being over a limit at first:\n");
        twice.forEach(finding -> finding.overAtFirst().forEach(budget -> text.append(secondLine(finding, budget))));
        return text.toString();
    }

    private static String secondLine(Finding finding, Budget budget) {
        return String.format(
                Locale.ROOT,
                "  %s, threads %d: %s %s at first, %s over all %d forks, limit %s%n",
                finding.comparison().name(),
                finding.threads(),
                number(finding.firstFigure(budget.figure()).value()),
                budget.figure().unit(),
                number(finding.figure(budget.figure()).value()),
                finding.forks().size() + finding.secondForks().size(),
                number(budget.limit()));
    }

    private static String line(Finding finding, Budget budget) {
        return String.format(
                Locale.ROOT,
                "  %s, threads %d: %s %s, target %s, limit %s%n",
                finding.comparison().name(),
                finding.threads(),
                number(finding.figure(budget.figure()).value()),
                budget.figure().unit(),
                number(budget.target()),
                number(budget.limit()));
    }

    private static List<String> row(Finding finding) {
        Map<Figure, Budget> budgets = finding.budgetOf();
        Measured ratio = finding.figure(Figure.RATIO);
        Figure above = budgets.containsKey(Figure.NANOS_ABOVE) ? Figure.NANOS_ABOVE : Figure.INCREMENTS;
        List<String> cells = new ArrayList<>();
        cells.add(finding.comparison().name());
        cells.add(Integer.toString(finding.threads()));
        cells.add(number(finding.nanos(Role.FLOOR).value()));
        cells.add(number(finding.nanos(Role.OURS).value()));
        cells.add(number(ratio.value()));
        cells.add(Double.isNaN(ratio.value()) ? "" : number(ratio.lowest()) + ".." + number(ratio.highest()));
        addBudget(cells, budgets.get(Figure.RATIO));
        String aboveFloor = number(finding.figure(above).value());
        cells.add(aboveFloor.isEmpty() ? "" : aboveFloor + (above == Figure.NANOS_ABOVE ? " ns" : " incr"));
        addBudget(cells, budgets.get(above));
        cells.add(number(finding.figure(Figure.BYTES).value()));
        addBudget(cells, budgets.get(Figure.BYTES));
        cells.add(verdict(finding));
        return cells;
    }

    private static void addBudget(List<String> cells, @Nullable Budget budget) {
        cells.add(budget == null ? "" : number(budget.target()));
        cells.add(budget == null ? "" : number(budget.limit()));
    }

    private static String verdict(Finding finding) {
        return standings(finding) + (finding.measuredTwice() ? ", measured twice" : "");
    }

    private static String standings(Finding finding) {
        Standing worst = finding.standing();
        if (worst == Standing.HOLDS) {
            return worst.words();
        }
        return finding.budgets().stream()
                .filter(budget -> finding.standing(budget) != Standing.HOLDS)
                .map(budget ->
                        finding.standing(budget).words() + " " + budget.figure().unit())
                .collect(Collectors.joining(", "));
    }

    /** Three digits where there is a fraction; nothing for what was not measured. */
    private static String number(double value) {
        if (Double.isNaN(value)) {
            return "";
        }
        double size = Math.abs(value);
        String format = size == 0 ? "%.0f" : size < 10 ? "%.2f" : size < 100 ? "%.1f" : "%,.0f";
        return String.format(Locale.ROOT, format, value);
    }
}
