package io.seakeep.scenarios.demo;

/** One side of the comparison: a client, what became of its calls, and the copy of the dependency that it had to itself. */
record Side(Client client, Scoreboard board, DegradingServer server) implements AutoCloseable {

    String name() {
        return client.name();
    }

    Score score(int phase) {
        return board.of(phase);
    }

    long reached(int phase) {
        return server.reached(phase);
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
