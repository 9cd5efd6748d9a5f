package io.seakeep;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All event recorders on the class path, none of which can break anything. */
final class EventRecorders implements EventRecorder {

    private static final Logger LOG = LoggerFactory.getLogger("io.seakeep");

    static final EventRecorders INSTANCE = new EventRecorders(found());

    private final EventRecorder[] recorders;

    EventRecorders(List<EventRecorder> recorders) {
        this.recorders = recorders.toArray(EventRecorder[]::new);
    }

    /** One that cannot be loaded, since the runtime lacks what it writes to, is not there. */
    private static List<EventRecorder> found() {
        List<EventRecorder> found = new ArrayList<>();
        for (ServiceLoader.Provider<EventRecorder> provider :
                ServiceLoader.load(EventRecorder.class, EventRecorders.class.getClassLoader()).stream()
                        .toList()) {
            try {
                found.add(provider.get());
            } catch (ServiceConfigurationError | LinkageError absent) {
                LOG.debug("no event recorder {}", provider, absent);
            }
        }
        return found;
    }

    @Override
    public boolean wantsDetail() {
        for (EventRecorder recorder : recorders) {
            if (recorder.wantsDetail()) {
                return true;
            }
        }
        return false;
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
