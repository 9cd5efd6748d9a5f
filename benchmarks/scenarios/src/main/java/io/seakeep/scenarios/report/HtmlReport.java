package io.seakeep.scenarios.report;

import io.seakeep.scenarios.result.ScenarioResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Results for people: one page that needs nothing beside it. */
public final class HtmlReport {

    private static final List<String> STYLES = List.of("colours.css", "page.css", "print.css");

    /** In this order: they are put behind each other. */
    private static final List<String> SCRIPTS = List.of(
            "format.js",
            "dom.js",
            "theme.js",
            "model.js",
            "drawing.js",
            "timechart.js",
            "crosshair.js",
            "percentiles.js",
            "overview.js",
            "scenario.js",
            "page.js");

    private HtmlReport() {}

    /** Writes it into that directory, which is made if there is none. */
    public static Path write(Path directory, Run run, List<ScenarioResult> results) throws IOException {
        Files.createDirectories(directory);
        return Files.writeString(directory.resolve("index.html"), html(run, results));
    }

    static String html(Run run, List<ScenarioResult> results) {
        return PageTemplate.read("page.html")
                .with("style", together(STYLES))
                .with("charts", Resource.library())
                .with("script", together(SCRIPTS))
                .with("data", PageData.of(run, results).inScriptTag())
                .text();
    }

    private static String together(List<String> names) {
        return names.stream().map(Resource::text).collect(Collectors.joining("\n"));
    }
}
