package io.seakeep.scenarios.demo;

/** One side of the comparison: a client's calls, and the copy of the dependency that it had to itself. */
record Side(Scoreboard board, DegradingServer server) {

    Score score(int phase) {
        return board.of(phase);
    }

    long reached(int phase) {
        return server.reached(phase);
    }
}
