package io.seakeep;

/**
 * Takes what a caller's thread carries to the thread that works for it: the logger's MDC, the current span, the security
 * context.
 *
 * <p>{@link #capture} runs on the caller's thread, once for each call that needs another thread. {@link Captured#restore}
 * runs on each thread that works for the call, before the user's code, and {@link Restored#close} on the same thread after
 * it. In between, the thread carries what the caller's did, and nothing else; afterwards, what it carried before.
 *
 * <p>Carriers are used by many threads at the same time. One that throws costs no call: the call goes on without what this
 * carrier would have brought, and an event says so. The {@link RequestContext} needs no carrier; Seakeep takes it along.
 *
 * <pre>{@code
 * ContextCarrier tenant = () -> {
 *     String captured = TENANT.get();
 *     return () -> {
 *         String before = TENANT.get();
 *         TENANT.set(captured);
 *         return () -> TENANT.set(before);
 *     };
 * };
 * ContextCarrier all = ContextCarrier.all(ContextCarrier.standard(), tenant);
 * }</pre>
 */
@FunctionalInterface
public interface ContextCarrier {

    /** Reads what the calling thread carries. */
    Captured capture();

    /** What a thread carried at one moment. For use by any thread, any number of times, also by several at once. */
    @FunctionalInterface
    interface Captured {

        /** Has the calling thread carry it. If this throws, the thread must carry what it did before. */
        Restored restore();
    }

    /** A stretch of work during which a thread carries what was captured on another. */
    @FunctionalInterface
    interface Restored extends AutoCloseable {

        /** Has the calling thread, which is the one that restored, carry again what it did before. Runs once. */
        @Override
        void close();
    }

    /** Carries nothing. */
    static ContextCarrier none() {
        return NoCarrier.INSTANCE;
    }

    /** Carries the MDC of SLF4J: its map, not the stacks behind {@code pushByKey}. Allocates nothing where that is empty. */
    static ContextCarrier mdc() {
        return MdcCarrier.INSTANCE;
    }

    /**
     * Carries everything that has a {@code ThreadLocalAccessor} in the global {@code ContextRegistry} of Micrometer's context
     * propagation: observations and spans, Reactor's context, whatever libraries register.
     *
     * @throws IllegalStateException if {@code io.micrometer:context-propagation} is not on the class path
     */
    static ContextCarrier micrometer() {
        return StandardCarrier.micrometer();
    }

    /**
     * Carries the MDC and, where {@code io.micrometer:context-propagation} is on the class path, what {@link #micrometer()}
     * does, which by itself leaves the MDC behind unless somebody registered it.
     */
    static ContextCarrier standard() {
        return StandardCarrier.INSTANCE;
    }

    /**
     * Carries what all of them do. They restore in the order given and close in the opposite one. If one of them throws, those
     * that have restored are closed all the same.
     */
    static ContextCarrier all(ContextCarrier... carriers) {
        return CompositeCarrier.of(carriers);
    }
}
