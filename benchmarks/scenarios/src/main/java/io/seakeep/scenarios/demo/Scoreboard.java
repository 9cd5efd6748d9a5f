package io.seakeep.scenarios.demo;

import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** What became of one client's calls, by the phase in which each was due. Safe for use by many threads. */
final class Scoreboard {

    private final String client;
    private final List<Score> scores;
    private final Recent recent = new Recent();

    Scoreboard(String client, int phases) {
        this.client = client;
        this.scores = Stream.generate(Score::new).limit(phases).toList();
    }

    String client() {
        return client;
    }

    Score of(int phase) {
        return scores.get(phase);
    }

    Recent recent() {
        return recent;
    }

    void due(int phase) {
        of(phase).due();
    }

    void ended(int phase, Score.Ending ending, long nanos) {
        recent.ended(ending, nanos);
        of(phase).ended(ending, nanos);
    }

    /** Calls of which nothing has been heard yet. */
    long open() {
        return sum(Score::open);
    }

    /** Over all phases. */
    long sum(ToLongFunction<Score> count) {
        return scores.stream().mapToLong(count).sum();
    }
}
