package io.seakeep.scenarios.demo;

import io.seakeep.scenarios.demo.Score.Ending;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** The three sides, which call nothing: tests say what became of calls. */
final class IdleSides implements AutoCloseable {

    private final Course course;
    private final List<Side> sides;

    IdleSides(Course course, Diary diary) {
        this.course = course;
        this.sides = List.of(
                side(PlainClient::new),
                side(uri -> new Resilience4jClient(uri, diary)),
                side(uri -> new SeakeepClient(uri, diary)));
        course.begin();
    }

    private Side side(Function<URI, Client> client) {
        DegradingServer server = new DegradingServer("idle", course, new DegradingServer.Capacity(1, 1), 1);
        return new Side(client.apply(server.uri()), new Scoreboard(course), server);
    }

    List<Side> sides() {
        return sides;
    }

    /** So many calls that were due at the beginning of that phase and ended in this way. */
    void calls(int side, int phase, int times, Ending ending, Duration after) {
        long due = course.startNanos();
        for (Phase earlier : course.phases().subList(0, phase)) {
            due += earlier.duration().toNanos();
        }
        Scoreboard board = sides.get(side).board();
        for (int i = 0; i < times; i++) {
            board.due(due);
            board.ended(due, ending, after.toNanos());
        }
    }

    @Override
    public void close() {
        sides.forEach(Side::close);
    }
}
