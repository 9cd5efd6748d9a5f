package com.example.telemetry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the dashboard in the docs asks Prometheus. */
final class Dashboard {

    private static final Pattern EXPRESSION = Pattern.compile("\"expr\": \"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern VARIABLE = Pattern.compile("\"definition\": \"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern METRIC = Pattern.compile("\\bseakeep_\\w+");

    private final String json;

    private Dashboard(String json) {
        this.json = json;
    }

    static Dashboard read() throws IOException {
        return new Dashboard(Files.readString(Path.of("..", "telemetry", "seakeep-dashboard.json")));
    }

    /** For all dependencies and keys, over ten seconds. */
    List<String> expressions() {
        return found(EXPRESSION, json)
                .map(expression -> expression
                        .replace("$dependency", ".*")
                        .replace("$key", ".*")
                        .replace("$__rate_interval", "10s"))
                .toList();
    }

    /** Every metric that it names, also in its variables. */
    Set<String> metrics() {
        Set<String> names = new TreeSet<>();
        found(EXPRESSION, json).forEach(expression -> names.addAll(metricsIn(expression)));
        found(VARIABLE, json).forEach(query -> names.addAll(metricsIn(query)));
        return names;
    }

    /** Every metric that a text names. */
    static Set<String> metricsIn(String text) {
        Set<String> names = new TreeSet<>();
        METRIC.matcher(text).results().map(MatchResult::group).forEach(names::add);
        return names;
    }

    private static Stream<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(1).replace("\\\"", "\"").replace("\\\\", "\\"));
    }
}
