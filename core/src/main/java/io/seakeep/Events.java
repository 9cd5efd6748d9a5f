package io.seakeep;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jctools.queues.varhandle.MpscVarHandleArrayQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes events from any thread to the log and the listeners, one at a time and in order, on a thread of the executor.
 *
 * <p>Emitting never waits: the queue is bounded, and what finds it full is counted and the count is logged. One drain
 * runs at a time: it is submitted by whoever raises the flag, and looks at the queue again after lowering it.
 */
final class Events {

    private static final Logger LOG = LoggerFactory.getLogger("io.seakeep");
    private static final int CAPACITY = 1024;

    /** Events about single calls leave room for those that a person has to hear of. */
    private static final int CAPACITY_FOR_DETAIL = CAPACITY - 128;

    private final Executor executor;
    private final List<SeakeepListener> listeners;
    private final EventLog log;
    private final Queue<SeakeepEvent> queue = new MpscVarHandleArrayQueue<>(CAPACITY);
    private final AtomicBoolean draining = new AtomicBoolean();
    private final AtomicLong dropped = new AtomicLong();

    Events(Executor executor, List<SeakeepListener> listeners, EventLog log) {
        this.executor = executor;
        this.listeners = List.copyOf(listeners);
        this.log = log;
    }

    /** Whether anybody hears of events at {@link SeakeepEvent.Severity#DEBUG}. */
    boolean detailWanted() {
        return detailHeard() || EventRecorders.INSTANCE.wantsDetail();
    }

    private boolean detailHeard() {
        return !listeners.isEmpty() || LOG.isDebugEnabled();
    }

    void emit(SeakeepEvent event) {
        EventRecorders.INSTANCE.record(event);
        boolean detail = event.severity() == SeakeepEvent.Severity.DEBUG;
        if (detail && !detailHeard()) {
            return;
        }
        if ((detail && queue.size() >= CAPACITY_FOR_DETAIL) || !queue.offer(event)) {
            dropped.incrementAndGet();
        }
        if (draining.compareAndSet(false, true)) {
            submitDrain();
        }
    }

    private void submitDrain() {
        try {
            executor.execute(this::drain);
        } catch (Throwable rejected) {
            // Errors too, such as no memory for a thread: else none would ever be taken again, and the call that
            // emitted would end of it.
            draining.set(false);
            LOG.warn("the executor took no events; they wait for the next one", rejected);
        }
    }

    private void drain() {
        do {
            SeakeepEvent event = queue.poll();
            while (event != null) {
                deliver(event);
                event = queue.poll();
            }
            long lost = dropped.getAndSet(0);
            if (lost > 0) {
                LOG.warn("{} events were dropped: more than {} were waiting for their listeners", lost, CAPACITY);
            }
            draining.set(false);
        } while (!queue.isEmpty() && draining.compareAndSet(false, true));
    }

    private void deliver(SeakeepEvent event) {
        log.write(event);
        for (SeakeepListener listener : listeners) {
            try {
                listener.onEvent(event);
            } catch (Throwable broken) {
                LOG.warn("a listener failed on: {}", event.message(), broken);
            }
        }
    }
}
