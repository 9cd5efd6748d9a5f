package io.seakeep;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All event recorders on the class path, none of which can break anything. */
final class EventRecorders implements EventRecorder {

    private static final Logger LOG = LoggerFactory.getLogger("io.seakeep");

    /** It is not promised that a search that has failed comes any further. */
    private static final int MOST_ABSENT = 100;

    static final EventRecorders INSTANCE = new EventRecorders(found(EventRecorders.class.getClassLoader()));

    private final EventRecorder[] recorders;

    EventRecorders(List<EventRecorder> recorders) {
        this.recorders = recorders.toArray(EventRecorder[]::new);
    }

    /** One that is named and not there, or cannot be loaded since the runtime lacks what it writes to, is left out. */
    static List<EventRecorder> found(ClassLoader loader) {
        List<EventRecorder> found = new ArrayList<>();
        Iterator<EventRecorder> named =
                ServiceLoader.load(EventRecorder.class, loader).iterator();
        int absent = 0;
        while (absent < MOST_ABSENT) {
            try {
                if (!named.hasNext()) {
                    return found;
                }
                found.add(named.next());
            } catch (ServiceConfigurationError | LinkageError notThere) {
                absent++;
                LOG.debug("no event recorder", notThere);
            }
        }
        return found;
    }

    @Override
    public boolean wantsDetail() {
        for (EventRecorder recorder : recorders) {
            if (wantsDetail(recorder)) {
                return true;
            }
        }
        return false;
    }

    private static boolean wantsDetail(EventRecorder recorder) {
        try {
            return recorder.wantsDetail();
        } catch (Throwable broken) {
            // Errors too: nothing that records may cost a call. Asked too often to warn of it each time.
            LOG.debug(
                    "a recorder cannot say what it wants: {}",
                    recorder.getClass().getName(),
                    broken);
            return false;
        }
    }

    @Override
    public void record(SeakeepEvent event) {
        for (EventRecorder recorder : recorders) {
            try {
                recorder.record(event);
            } catch (Throwable broken) {
                // Errors too: nothing that records may cost a call.
                LOG.warn("a recorder failed on: {}", event.message(), broken);
            }
        }
    }
}
