package io.seakeep.scenarios.limits;

import java.util.function.Consumer;

/** A limit that somebody has chosen. */
final class FixedRival implements Rival {

    private final int limit;
    private int inside;

    FixedRival(int limit) {
        this.limit = limit;
    }

    @Override
    public String name() {
        return "fixed " + limit;
    }

    @Override
    public void enter(Consumer<Consumer<Answer>> admitted) {
        if (inside < limit) {
            inside++;
            admitted.accept(answer -> inside--);
        }
    }

    @Override
    public int limit() {
        return limit;
    }
}
