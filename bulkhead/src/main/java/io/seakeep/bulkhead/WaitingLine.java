package io.seakeep.bulkhead;

import org.jspecify.annotations.Nullable;

/** Those of one priority who wait, in the order in which they came. A linked list, so that anyone can leave at once. */
final class WaitingLine {

    private @Nullable Waiting oldest;
    private @Nullable Waiting newest;

    boolean isEmpty() {
        return oldest == null;
    }

    @Nullable
    Waiting oldest() {
        return oldest;
    }

    @Nullable
    Waiting newest() {
        return newest;
    }

    void add(Waiting arriving) {
        arriving.older = newest;
        if (newest == null) {
            oldest = arriving;
        } else {
            newest.newer = arriving;
        }
        newest = arriving;
    }

    void remove(Waiting leaving) {
        if (leaving.older == null) {
            oldest = leaving.newer;
        } else {
            leaving.older.newer = leaving.newer;
        }
        if (leaving.newer == null) {
            newest = leaving.older;
        } else {
            leaving.newer.older = leaving.older;
        }
        leaving.older = null;
        leaving.newer = null;
    }
}
