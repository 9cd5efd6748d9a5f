package io.seakeep;

import io.seakeep.time.TimeSource;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Writes events to the log, one line each, and no more than a few of one kind in a time: what is held back is counted, and the
 * count stands in the next line of its kind. For use by one thread at a time.
 */
final class EventLog {

    private static final Logger LOG = LoggerFactory.getLogger("io.seakeep");
    private static final int MOST_LINES = 20;
    private static final long PERIOD_NANOS = 10_000_000_000L;
    private static final int MOST_KINDS = 10_000;

    private final TimeSource time;
    private final Map<Kind, Budget> budgets = new HashMap<>();

    EventLog(TimeSource time) {
        this.time = time;
    }

    void write(SeakeepEvent event) {
        Level level = levelOf(event.severity());
        if (!LOG.isEnabledForLevel(level)) {
            return;
        }
        if (budgets.size() >= MOST_KINDS) {
            budgets.clear();
        }
        long now = time.nanoTime();
        Budget budget =
                budgets.computeIfAbsent(new Kind(event.getClass(), event.dependency()), kind -> new Budget(now));
        long heldBack = budget.heldBackIfAllowed(now);
        if (heldBack < 0) {
            return;
        }
        LOG.atLevel(level).log(heldBack == 0 ? event.message() : event.message() + " (" + heldBack + " more like it)");
    }

    private static Level levelOf(SeakeepEvent.Severity severity) {
        return switch (severity) {
            case DEBUG -> Level.DEBUG;
            case INFO -> Level.INFO;
            case WARNING -> Level.WARN;
        };
    }

    private record Kind(Class<?> type, String dependency) {}

    private static final class Budget {
        private long periodStartNanos;
        private int written;
        private long heldBack;

        Budget(long now) {
            periodStartNanos = now;
        }

        /** Returns how many lines were held back before this one, or -1 if this one is. */
        long heldBackIfAllowed(long now) {
            if (now - periodStartNanos >= PERIOD_NANOS) {
                periodStartNanos = now;
                written = 0;
            }
            if (written >= MOST_LINES) {
                heldBack++;
                return -1;
            }
            written++;
            long before = heldBack;
            heldBack = 0;
            return before;
        }
    }
}
