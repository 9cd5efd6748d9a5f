package io.seakeep.scenarios.hedges;

import io.seakeep.time.VirtualTime;
import java.util.LinkedHashSet;
import java.util.Set;

/** Does one thing after the other, in the order in which it was asked. */
final class Disk {

    private final VirtualTime time;
    private final Set<Work> queue = new LinkedHashSet<>();
    private boolean busy;

    Disk(VirtualTime time) {
        this.time = time;
    }

    void add(Work work) {
        queue.add(work);
        beginNext();
    }

    /** Forgets about it, if it has not begun. */
    void remove(Work work) {
        queue.remove(work);
    }

    private void beginNext() {
        while (!busy && !queue.isEmpty()) {
            Work work = queue.iterator().next();
            queue.remove(work);
            if (work.begins()) {
                busy = true;
                time.schedule(work.nanos(), () -> {
                    busy = false;
                    work.ended();
                    beginNext();
                });
            }
        }
    }
}
