package io.seakeep.scenarios.demo;

import java.util.ArrayDeque;
import java.util.Deque;

/** How fast a count has grown in the last two seconds or since the last look. For use by one thread. */
final class Rate {

    private static final long SPAN_NANOS = 2_000_000_000L;

    private final Deque<Look> looks = new ArrayDeque<>();

    private record Look(long nanos, long count) {}

    /** Looks again; answers how many come in a second, and NaN the first time. */
    double look(long nowNanos, long count) {
        looks.addLast(new Look(nowNanos, count));
        while (looks.size() > 2 && nowNanos - looks.getFirst().nanos > SPAN_NANOS) {
            looks.removeFirst();
        }
        Look before = looks.getFirst();
        return before.nanos == nowNanos ? Double.NaN : 1e9 * (count - before.count) / (nowNanos - before.nanos);
    }
}
