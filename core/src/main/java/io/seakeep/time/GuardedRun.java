package io.seakeep.time;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs other people's code on a thread that must survive it: what it throws is logged and handed back. */
final class GuardedRun {

    private static final Logger LOG = LoggerFactory.getLogger(TimeSource.class);

    private GuardedRun() {}

    /**
     * Runs the task, and never throws.
     *
     * @param what what the task is, for the log
     * @return what the task threw, or null
     */
    static @Nullable Throwable run(String what, Runnable task) {
        try {
            task.run();
            return null;
        } catch (Throwable thrown) { // Errors too: one task's stack overflow must not stop the timers of all others
            report(what, task, thrown);
            return thrown;
        }
    }

    private static void report(String what, Runnable task, Throwable thrown) {
        try {
            // The class, not the task: a broken toString would hide the failure.
            LOG.error("A {} threw, and others go on: {}", what, task.getClass().getName(), thrown);
        } catch (Throwable loggingFailed) { // the logger is broken or memory is short: there is nobody left to tell
            thrown.addSuppressed(loggingFailed);
        }
    }
}
