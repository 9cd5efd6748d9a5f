package io.seakeep.scenarios.report;

import com.google.gson.Gson;
import io.seakeep.scenarios.proof.Role;
import io.seakeep.scenarios.result.Measure;
import io.seakeep.scenarios.result.ScenarioResult;
import java.util.Arrays;
import java.util.List;

/**
 * What the page draws.
 *
 * @param ours the client that stands out
 */
record PageData(Run run, Machine machine, String ours, List<Line> measures, List<ScenarioResult> scenarios) {

    /** More than can be seen. */
    private static final int DIGITS = 6;

    private static final Gson GSON = Json.rounded(DIGITS);

    /** A measure with all that is said of it. */
    record Line(String name, Measure.Chart chart, String words, String unit) {}

    static PageData of(Run run, List<ScenarioResult> scenarios) {
        List<Line> measures = Arrays.stream(Measure.values())
                .map(measure -> new Line(measure.name(), measure.chart(), measure.words(), measure.unit()))
                .toList();
        return new PageData(run, Machine.thisOne(), Role.SEAKEEP.words(), measures, scenarios);
    }

    /** As JSON that cannot end the tag it stands in, nor begin a comment there. */
    String inScriptTag() {
        return GSON.toJson(this).replace("<", "\\u003c");
    }
}
