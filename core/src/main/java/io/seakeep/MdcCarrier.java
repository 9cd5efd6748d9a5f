package io.seakeep;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Carries the MDC of SLF4J. An empty one is not carried: threads of ours are left clean, and taking nothing to them for every call
 * would cost every call.
 */
enum MdcCarrier implements ContextCarrier {
    INSTANCE;

    private static final Restored CLEARED = MDC::clear;

    @Override
    public Captured capture() {
        Map<String, String> captured = MDC.getCopyOfContextMap();
        return isEmpty(captured) ? NoCarrier.INSTANCE : () -> restore(captured);
    }

    private static Restored restore(@Nullable Map<String, String> captured) {
        Map<String, String> before = MDC.getCopyOfContextMap();
        try {
            if (!isEmpty(captured) || !isEmpty(before)) {
                set(captured);
            }
        } catch (Throwable failure) {
            set(before);
            throw failure;
        }
        return isEmpty(before) ? CLEARED : () -> set(before);
    }

    private static void set(@Nullable Map<String, String> map) {
        if (map == null || map.isEmpty()) {
            MDC.clear();
        } else {
            MDC.setContextMap(map);
        }
    }

    private static boolean isEmpty(@Nullable Map<String, String> map) {
        return map == null || map.isEmpty();
    }
}
