package io.seakeep.scenarios.demo;

import io.seakeep.scenarios.demo.Score.Ending;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** What became of one client's calls, by when each was due. Safe for use by many threads. */
final class Scoreboard {

    private final Course course;
    private final List<Score> scores;
    private final Seconds seconds;
    private final Recent recent = new Recent();

    Scoreboard(Course course) {
        this.course = course;
        this.scores = Stream.generate(Score::new).limit(course.phases().size()).toList();
        this.seconds = new Seconds((int) Math.max(1, course.total().toSeconds()));
    }

    Score of(int phase) {
        return scores.get(phase);
    }

    Seconds seconds() {
        return seconds;
    }

    Recent recent() {
        return recent;
    }

    void due(long dueNanos) {
        of(course.at(dueNanos)).due();
        seconds.due(course.secondsAt(dueNanos));
    }

    void ended(long dueNanos, Ending ending, long nanos) {
        recent.ended(ending, nanos);
        of(course.at(dueNanos)).ended(ending, nanos);
        if (ending == Ending.GOOD) {
            seconds.inTime(course.secondsAt(dueNanos));
        }
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
