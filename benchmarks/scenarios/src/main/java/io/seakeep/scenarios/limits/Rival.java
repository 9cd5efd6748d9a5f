package io.seakeep.scenarios.limits;

import java.util.function.Consumer;

/** Something that limits how many requests are under way. */
interface Rival {

    String name();

    /**
     * Asks to be let in.
     *
     * @param admitted called once it is, now or later, with who wants to know how it ended; never, if it is refused
     */
    void enter(Consumer<Consumer<Answer>> admitted);

    int limit();
}
