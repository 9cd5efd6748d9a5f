package io.seakeep.scenarios;

import io.seakeep.scenarios.result.Check;
import io.seakeep.scenarios.result.ClientResult;
import io.seakeep.scenarios.result.Figure;
import io.seakeep.scenarios.result.Numbers;
import io.seakeep.scenarios.result.ScenarioResult;
import java.util.ArrayList;
import java.util.List;

/** A result to be read in a terminal of 100 columns. */
final class ResultText {

    private static final int WIDTH = 100;

    private final String command;

    /** @param command what a replay is put behind */
    ResultText(String command) {
        this.command = command;
    }

    String of(ScenarioResult result) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(result.story().name() + ": " + result.story().title());
        lines.addAll(Wrapped.lines("  ", result.story().happens(), WIDTH));
        lines.add("");
        lines.addAll(table(result.clients()).lines());
        lines.add("");
        for (Check check : result.checks()) {
            lines.addAll(Wrapped.lines(check.held() ? "  ✓ " : "  ✗ ", check.says() + ": " + check.found(), WIDTH));
        }
        if (!result.held()) {
            lines.add("");
            lines.add("  again: " + command + result.replay());
        }
        return String.join(System.lineSeparator(), lines);
    }

    private static TextTable table(List<ClientResult> clients) {
        TextTable table =
                new TextTable(WIDTH, clients.stream().map(ClientResult::client).toList());
        if (!clients.isEmpty()) {
            List<Figure> figures = clients.get(0).figures();
            for (Figure figure : figures) {
                table.add(
                        figure.name(),
                        clients.stream()
                                .map(client -> cell(client, figure.name()))
                                .toList());
            }
        }
        return table;
    }

    private static String cell(ClientResult client, String name) {
        return client.figures().stream()
                .filter(figure -> figure.name().equals(name))
                .map(figure -> Double.isNaN(figure.value())
                        ? "–"
                        : Numbers.short4(figure.value()) + (figure.unit().isEmpty() ? "" : " " + figure.unit()))
                .findFirst()
                .orElse("–");
    }
}
