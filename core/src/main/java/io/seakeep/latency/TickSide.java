package io.seakeep.latency;

/**
 * The part of a tracker that only the ticker touches: it reads the cells and moves the window. For one thread at a time.
 */
final class TickSide {

    private final CellReader reader = new CellReader();
    private final Window window;
    private final long tickNanos;

    /** Whether there was no tick before, or the tracker slept since: then the last tick tells nothing. */
    private boolean rested = true;

    private long lastNanos;

    TickSide(long windowNanos, long tickNanos) {
        this.window = new Window(windowNanos, tickNanos);
        this.tickNanos = tickNanos;
    }

    /** What was recorded since the last tick. */
    LatencySnapshot read(Lane[] lanes, long nowNanos) {
        long spanNanos = rested ? tickNanos : nowNanos - lastNanos;
        if (spanNanos < 0) {
            throw new IllegalArgumentException(
                    "nowNanos must not be before the last tick, at " + lastNanos + ": " + nowNanos);
        }
        rested = false;
        lastNanos = nowNanos;
        return LatencySnapshot.of(spanNanos, reader.read(lanes));
    }

    /** What the window holds after these records, just read. */
    LatencySnapshot slide(LatencySnapshot records) {
        return window.slide(records, lastNanos);
    }

    /** Whether there are records that the next tick will find. */
    boolean isBehind(Lane[] lanes) {
        return reader.isBehind(lanes);
    }

    /** There will be no tick for a while. */
    void rest() {
        rested = true;
        window.clear();
    }
}
