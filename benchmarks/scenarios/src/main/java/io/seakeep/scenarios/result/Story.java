package io.seakeep.scenarios.result;

import java.util.List;

/**
 * What a scenario is about.
 *
 * @param name as it is asked for: lower case and hyphens
 * @param title a few words
 * @param happens a sentence or two on what happens in it
 * @param source where that comes from
 * @param phases what is drawn behind the charts
 */
public record Story(String name, String title, String happens, String source, List<Phase> phases) {

    public Story {
        phases = List.copyOf(phases);
    }
}
