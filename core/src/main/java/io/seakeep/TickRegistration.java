package io.seakeep;

import org.jspecify.annotations.Nullable;

/**
 * Brings a pipeline back to the ticker when its tracker, or one of its policies, wakes up. It exists because tracker
 * and policies are there before the pipeline that they wake, and a policy may ask for ticks as it starts.
 */
final class TickRegistration implements Runnable {

    private final Ticker ticker;
    private volatile @Nullable PipelineTick pipeline;
    private volatile boolean wokenEarly;

    TickRegistration(Ticker ticker) {
        this.ticker = ticker;
    }

    void pipeline(PipelineTick newPipeline) {
        pipeline = newPipeline;
        if (wokenEarly) {
            run();
        }
    }

    @Override
    public void run() {
        PipelineTick woken = pipeline;
        if (woken == null) {
            wokenEarly = true;
            return;
        }
        woken.woken();
        ticker.wake(woken);
    }
}
