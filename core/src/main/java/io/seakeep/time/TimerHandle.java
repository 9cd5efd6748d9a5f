package io.seakeep.time;

/** An armed timer. */
public interface TimerHandle {

    /**
     * Calls the timer off. The task is let go of at once: from here on nothing keeps it reachable.
     *
     * @return true if this call prevented the task from running; false if it has run, is running, or was cancelled
     *     before. Exactly one of {@code cancel} and the timer wins.
     */
    boolean cancel();
}
