package io.seakeep;

import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ThreadLocalAccessor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Carries what is registered with Micrometer's context propagation. The only class that knows of it, and loaded only where
 * it is present.
 *
 * <p>The accessors are driven one by one and not by Micrometer's own {@code ContextSnapshot}, because that leaves behind on
 * the thread what it has set already when a later accessor throws.
 */
final class MicrometerCarrier implements ContextCarrier {

    private final ContextRegistry registry;

    MicrometerCarrier(ContextRegistry registry) {
        this.registry = registry;
    }

    /** Of what is registered with the registry that libraries find by themselves. */
    static ContextCarrier global() {
        return new MicrometerCarrier(ContextRegistry.getInstance());
    }

    @Override
    public Captured capture() {
        List<ThreadLocalAccessor<?>> accessors = registry.getThreadLocalAccessors();
        List<Captured> captured = new ArrayList<>(accessors.size());
        for (ThreadLocalAccessor<?> accessor : accessors) {
            captured.add(capture(accessor));
        }
        return CompositeCarrier.compose(captured);
    }

    private static <V> Captured capture(ThreadLocalAccessor<V> accessor) {
        V value = accessor.getValue();
        return () -> restore(accessor, value);
    }

    private static <V> Restored restore(ThreadLocalAccessor<V> accessor, @Nullable V value) {
        V before = accessor.getValue();
        if (value == null && before == null) {
            return NoCarrier.INSTANCE;
        }
        try {
            if (value == null) {
                accessor.setValue();
            } else {
                accessor.setValue(value);
            }
        } catch (Throwable failure) {
            if (!isSame(accessor.getValue(), before)) { // it has thrown halfway
                putBack(accessor, before);
            }
            throw failure;
        }
        return () -> putBack(accessor, before);
    }

    private static <V> void putBack(ThreadLocalAccessor<V> accessor, @Nullable V before) {
        if (before == null) {
            accessor.restore();
        } else {
            accessor.restore(before);
        }
    }

    private static boolean isSame(@Nullable Object one, @Nullable Object other) {
        return one == other;
    }
}
