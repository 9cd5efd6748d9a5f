package io.seakeep.breaker;

import org.jspecify.annotations.Nullable;

/** Judges one {@link Criterion} on the tick, while the breaker is closed. */
interface Watch {

    Criterion criterion();

    /** What is wrong, or null. On the tick only. */
    @Nullable
    Alarm examine(Observation seen);

    /** Whether something looked wrong when it was asked last that it does not raise an alarm for yet, or was. On the tick only. */
    default boolean suspects() {
        return false;
    }

    /** The breaker has closed again: what was seen before counts no more. On the tick only. */
    default void startAfresh(long nowNanos) {}

    /** What it saw last, and from where on it would raise an alarm. By any thread. */
    String explain();
}
