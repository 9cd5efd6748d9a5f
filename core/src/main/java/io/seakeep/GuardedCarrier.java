package io.seakeep;

import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;

/**
 * A carrier kept from breaking a call: what it throws is reported, and the call goes on without what it would have brought.
 * Of several that are composed, each is guarded by itself.
 */
final class GuardedCarrier implements ContextCarrier {

    private static final String WHAT = "context carrier";

    private final ContextCarrier carrier;
    private final BiConsumer<String, Throwable> report;

    private GuardedCarrier(ContextCarrier carrier, BiConsumer<String, Throwable> report) {
        this.carrier = carrier;
        this.report = report;
    }

    /**
     * Guards the carrier.
     *
     * @param report hears what failed and what was thrown, on the thread where it was; must not throw
     */
    static ContextCarrier of(ContextCarrier carrier, BiConsumer<String, Throwable> report) {
        List<ContextCarrier> parts = CompositeCarrier.partsOf(carrier);
        return CompositeCarrier.of(parts.stream()
                .map(part -> part == NoCarrier.INSTANCE ? part : new GuardedCarrier(part, report))
                .toArray(ContextCarrier[]::new));
    }

    @Override
    public Captured capture() {
        try {
            Captured captured = Objects.requireNonNull(carrier.capture(), "the carrier captured null");
            return captured == NoCarrier.INSTANCE ? captured : () -> restore(captured);
        } catch (Throwable broken) {
            report.accept(WHAT, broken);
            return NoCarrier.INSTANCE;
        }
    }

    private Restored restore(Captured captured) {
        try {
            Restored restored = Objects.requireNonNull(captured.restore(), "the carrier restored null");
            return () -> close(restored);
        } catch (Throwable broken) {
            report.accept(WHAT, broken);
            return NoCarrier.INSTANCE;
        }
    }

    private void close(Restored restored) {
        try {
            restored.close();
        } catch (Throwable broken) {
            report.accept(WHAT, broken);
        }
    }
}
