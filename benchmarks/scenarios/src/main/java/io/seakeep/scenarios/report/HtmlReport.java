package io.seakeep.scenarios.report;

import io.seakeep.scenarios.result.ScenarioResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Results for people: one page that needs nothing beside it. */
public final class HtmlReport {

    private HtmlReport() {}

    /** Writes it into that directory, which is made if there is none. */
    public static Path write(Path directory, Run run, List<ScenarioResult> results) throws IOException {
        Files.createDirectories(directory);
        return Files.writeString(directory.resolve("index.html"), html(run, results));
    }

    static String html(Run run, List<ScenarioResult> results) {
        PageTemplate page = PageTemplate.read("page.html");
        return page.with("style", Resource.text("page.css"))
                .with("charts", Resource.library())
                .with("script", Resource.text("page.js"))
                .with("data", PageData.of(run, results).inScriptTag())
                .text();
    }
}
