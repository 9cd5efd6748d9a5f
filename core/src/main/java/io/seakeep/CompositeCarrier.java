package io.seakeep;

import java.util.ArrayList;
import java.util.List;

/** Several carriers as one: restored in order, closed in the opposite one, and none forgotten because another throws. */
final class CompositeCarrier implements ContextCarrier {

    private final List<ContextCarrier> parts;

    private CompositeCarrier(List<ContextCarrier> parts) {
        this.parts = List.copyOf(parts);
    }

    static ContextCarrier of(ContextCarrier... carriers) {
        List<ContextCarrier> parts = new ArrayList<>();
        for (ContextCarrier carrier : carriers) {
            parts.addAll(partsOf(carrier));
        }
        parts.removeIf(part -> part == NoCarrier.INSTANCE);
        return of(parts);
    }

    private static ContextCarrier of(List<ContextCarrier> parts) {
        return parts.isEmpty() ? NoCarrier.INSTANCE : parts.size() == 1 ? parts.get(0) : new CompositeCarrier(parts);
    }

    /** The carriers that it is made of; itself if it is of one piece. */
    static List<ContextCarrier> partsOf(ContextCarrier carrier) {
        return carrier instanceof CompositeCarrier composite ? composite.parts : List.of(carrier);
    }

    @Override
    public Captured capture() {
        List<Captured> captured = new ArrayList<>(parts.size());
        for (ContextCarrier part : parts) {
            Captured carried = part.capture();
            if (carried != NoCarrier.INSTANCE) {
                captured.add(carried);
            }
        }
        return compose(captured);
    }

    static Captured compose(List<Captured> captured) {
        if (captured.isEmpty()) {
            return NoCarrier.INSTANCE;
        }
        return captured.size() == 1 ? captured.get(0) : () -> restore(captured);
    }

    private static Restored restore(List<Captured> captured) {
        Parts restored = new Parts(captured.size());
        try {
            for (Captured part : captured) {
                restored.add(part.restore());
            }
        } catch (Throwable failure) {
            // Errors too: what was put in place by the others has to be put back before it goes on.
            restored.closeAfter(failure);
            throw failure;
        }
        return restored;
    }

    /** What has been restored so far. */
    private static final class Parts implements Restored {

        private final Restored[] open;
        private int count;

        Parts(int capacity) {
            open = new Restored[capacity];
        }

        void add(Restored restored) {
            open[count++] = restored;
        }

        @Override
        public void close() {
            while (count > 0) {
                try {
                    open[--count].close();
                } catch (Throwable failure) {
                    // Errors too: what is still in place has to be put back before it goes on.
                    closeAfter(failure);
                    throw failure;
                }
            }
        }

        void closeAfter(Throwable failure) {
            while (count > 0) {
                try {
                    open[--count].close();
                } catch (Throwable another) {
                    // Errors too: the rest is put back all the same, and the first failure is the one that goes on.
                    suppress(another, failure);
                }
            }
        }

        private static void suppress(Throwable another, Throwable failure) {
            if (another != failure) {
                failure.addSuppressed(another);
            }
        }
    }
}
