package io.seakeep;

import io.seakeep.latency.LatencyTracker;
import java.util.List;

/** The thinking of one pipeline: the tracker first, then each policy in its turn. One thread at a time. */
final class PipelineTick {

    private final Pipeline pipeline;
    private final LatencyTracker tracker;
    private final long turn;
    private volatile long lastNanos;

    /** For ticks, and between them. */
    private List<ActivePolicy> thinking;

    /**
     * @param thinking in the order of their turns
     * @param turn when it is its own turn among those of a ticker
     */
    PipelineTick(Pipeline pipeline, List<ActivePolicy> thinking, long turn) {
        this.pipeline = pipeline;
        this.turn = turn;
        this.thinking = List.copyOf(thinking);
        this.tracker = pipeline.tracker();
        this.lastNanos = pipeline.time().nanoTime();
    }

    /** From the next tick on these think. Called between ticks. */
    void thinking(List<ActivePolicy> others) {
        thinking = List.copyOf(others);
    }

    long turn() {
        return turn;
    }

    /** The pipeline is in use again: the time it slept is no part of the next tick. */
    void woken() {
        lastNanos = pipeline.time().nanoTime();
    }

    /**
     * Returns whether there is a reason to tick again.
     *
     * @param pausedNanos see {@link Tick#pausedNanos()}
     */
    boolean tick(long now, long pausedNanos) {
        boolean active = tracker.tick(now);
        Tick tick = new Tick(now, Math.max(0, now - lastNanos), pausedNanos, tracker.lastTick(), tracker.snapshot());
        lastNanos = now;
        boolean needed = active;
        for (ActivePolicy policy : thinking) {
            needed |= think(policy, tick);
        }
        return needed;
    }

    private boolean think(ActivePolicy policy, Tick tick) {
        try {
            policy.onTick(tick);
            return policy.needsTicks();
        } catch (Throwable broken) {
            pipeline.userCode().report("tick of " + policy.getClass().getSimpleName(), broken);
            return false;
        }
    }

    /** Returns false if something came in meanwhile, and the pipeline has to stay awake. */
    boolean sleep() {
        return tracker.sleep();
    }
}
