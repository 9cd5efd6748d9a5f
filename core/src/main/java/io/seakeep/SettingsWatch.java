package io.seakeep;

import io.seakeep.time.TimeSource;
import java.util.concurrent.Executor;

/** Looks several times a second whether settings have changed, on a thread that may wait for a disk. */
final class SettingsWatch {

    private static final long LOOK_NANOS = 250_000_000L;

    private final SettingsInForce settings;
    private final TimeSource time;
    private final Executor executor;
    private volatile boolean closed;

    SettingsWatch(SettingsInForce settings, TimeSource time, Executor executor) {
        this.settings = settings;
        this.time = time;
        this.executor = executor;
    }

    /** Does nothing where nothing can change. */
    void start() {
        if (settings.mayChange()) {
            lookLater();
        }
    }

    void close() {
        closed = true;
    }

    private void lookLater() {
        if (!closed) {
            time.schedule(LOOK_NANOS, this::handOver);
        }
    }

    private void handOver() {
        try {
            executor.execute(this::look);
        } catch (Throwable noThread) {
            // Errors too, such as from want of memory for a thread: there may be one by the next look.
            lookLater();
        }
    }

    private void look() {
        try {
            settings.readAnew();
        } finally {
            lookLater();
        }
    }
}
