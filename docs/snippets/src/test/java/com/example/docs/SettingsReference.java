package com.example.docs;

import io.seakeep.settings.Setting;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** docs/settings.md, made of the settings that there are. */
final class SettingsReference {

    /** What the settings of one first word are about: a heading, and the page that says more. */
    private record Topic(String word, String heading, String page) {}

    /** In the order of the page. */
    private static final List<Topic> TOPICS = List.of(
            new Topic("breaker", "Circuit breaker", "circuit-breaker.md"),
            new Topic("bulkhead", "Bulkhead", "bulkheads.md"),
            new Topic("timeout", "Timeout", "timeouts.md"),
            new Topic("deadline", "Deadline", "deadlines.md"),
            new Topic("retry", "Retries", "retries.md"),
            new Topic("hedge", "Hedges", "hedging.md"),
            new Topic("budget", "Budget of retries and hedges", "retries.md"),
            new Topic("max-keys", "Keys", "concepts.md"));

    private static final String PREAMBLE = """
            # Settings

            All that can be set from outside the code, with what holds if nobody says anything. This page and [the same for
            tools](settings-metadata.json) are generated from the code; a test fails when they differ, and says which command writes them anew.

            A name is written after what it is set for, and the most specific wins:

            | | |
            | --- | --- |
            | every dependency | `seakeep.default.breaker.failure-rate = 0.4` |
            | dependencies by a pattern | `seakeep.dependency.payments-*.breaker.failure-rate = 0.4` |
            | one dependency | `seakeep.dependency.payments-api.breaker.failure-rate = 0.4` |
            | a key of it | `seakeep.dependency.payments-api[eu].breaker.failure-rate = 0.4` |

            Where it can be said, and who wins then: %s.

            | value | written |
            | --- | --- |
            | duration | a number and its unit: `250us`, `250ms`, `1.5s`, `5min`, `1h` |
            | share | `0.05`, or `5%%` |
            | number, count | `3`; a count is whole |
            | choice | one of the words |

            """;

    private final Map<Setting<?>, String> defaults;
    private final String layers;

    /**
     * @param defaults each setting with its default, as it would be written in a file
     * @param layers a link to what says which layer wins
     */
    SettingsReference(Map<Setting<?>, String> defaults, String layers) {
        this.defaults = defaults;
        this.layers = layers;
    }

    /** Where a setting stands on the page; the class path's order is nobody's. */
    static int topicOf(Setting<?> setting) {
        String word = setting.name().split("\\.")[0];
        for (int topic = 0; topic < TOPICS.size(); topic++) {
            if (TOPICS.get(topic).word().equals(word)) {
                return topic;
            }
        }
        throw new IllegalStateException("settings that begin with " + word + " need a heading");
    }

    static List<String> choices(Setting<?> setting) {
        return Arrays.asList(setting.range().split(" \\| "));
    }

    String markdown() {
        return IntStream.range(0, TOPICS.size())
                .mapToObj(this::section)
                .collect(Collectors.joining("\n", PREAMBLE.formatted(layers), ""));
    }

    private String section(int topic) {
        String page = TOPICS.get(topic).page();
        StringBuilder section =
                new StringBuilder("## ").append(TOPICS.get(topic).heading());
        section.append("\n\nMore: [").append(page.replaceAll("\\.md|-", " ").strip());
        section.append("](").append(page).append(").\n\n");
        section.append("| name | value | default | range | what it does |\n| --- | --- | --- | --- | --- |\n");
        defaults.keySet().stream()
                .filter(setting -> topicOf(setting) == topic)
                .map(this::row)
                .forEach(section::append);
        return section.toString();
    }

    private String row(Setting<?> setting) {
        return Stream.of(
                        code(setting.name()),
                        setting.unit(),
                        code(defaults.get(setting)),
                        range(setting),
                        setting.sentence())
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String range(Setting<?> setting) {
        return setting.unit().equals("choice")
                ? choices(setting).stream().map(SettingsReference::code).collect(Collectors.joining(", "))
                : setting.range();
    }

    private static String code(String text) {
        return '`' + text + '`';
    }
}
