package io.seakeep;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counters, one for each constant of an enum, that take no memory until the first of them counts. Safe for use by many threads. */
final class Tally<E extends Enum<E>> {

    private final int size;
    private final AtomicReference<LongAdder @Nullable []> adders = new AtomicReference<>();

    Tally(Class<E> type) {
        this.size = type.getEnumConstants().length;
    }

    void increment(E what) {
        LongAdder[] all = adders.get();
        (all == null ? allocate() : all)[what.ordinal()].increment();
    }

    private LongAdder[] allocate() {
        LongAdder[] created = new LongAdder[size];
        for (int i = 0; i < size; i++) {
            created[i] = new LongAdder();
        }
        LongAdder[] witness = adders.compareAndExchange(null, created);
        return witness == null ? created : witness;
    }

    long sum(E what) {
        LongAdder[] all = adders.get();
        return all == null ? 0 : all[what.ordinal()].sum();
    }
}
