package io.seakeep.scenarios.report;

import com.google.gson.Gson;
import io.seakeep.scenarios.proof.Length;
import io.seakeep.scenarios.result.ScenarioResult;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Results for programs. Nothing in the file is by a clock on the wall, so that the same seed writes the same bytes on the same machine. */
public final class ResultsJson {

    /** @param machine which has no part in the results, and is left out when those of two machines are compared */
    private record Content(Machine machine, long seed, Length length, List<ScenarioResult> scenarios) {}

    private static final Gson GSON = Json.exact();

    private ResultsJson() {}

    /** Writes them to that file. */
    public static void write(Path file, Run run, List<ScenarioResult> results) throws IOException {
        try (Writer writer = Files.newBufferedWriter(file)) {
            GSON.toJson(new Content(Machine.thisOne(), run.seed(), run.length(), results), writer);
            writer.write('\n');
        }
    }
}
