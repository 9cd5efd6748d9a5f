package io.seakeep;

/**
 * Hears of events. It is called on a thread of Seakeep's, one event at a time and in order, never on a caller's thread
 * and never under a lock. What it throws is logged.
 */
@FunctionalInterface
public interface SeakeepListener {

    /** Called once for each event. */
    void onEvent(SeakeepEvent event);
}
