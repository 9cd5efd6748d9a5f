package io.seakeep.scenarios.demo;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Keeps a display up to date, on a thread of its own: a terminal that does not read must not hold up the load. */
final class Progress implements AutoCloseable {

    private final ScheduledExecutorService painter =
            Executors.newSingleThreadScheduledExecutor(Threads.daemons("progress"));
    private final Display display;

    Progress(Display display) {
        this.display = display;
        display.show(System.nanoTime());
        long periodMillis = display.period().toMillis();
        painter.scheduleAtFixedRate(
                () -> display.show(System.nanoTime()), periodMillis, periodMillis, TimeUnit.MILLISECONDS);
    }

    /** Shows how it ended, and no more after that. */
    @Override
    public void close() throws InterruptedException {
        painter.shutdown();
        if (painter.awaitTermination(1, TimeUnit.SECONDS)) {
            display.showEnd(System.nanoTime());
        }
    }
}
