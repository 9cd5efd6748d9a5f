package io.seakeep.bulkhead;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;

/** Counters of which most are never used, and take no memory until they are. Safe for use by many threads. */
final class LazyCounters {

    private final AtomicReferenceArray<LongAdder> adders;

    LazyCounters(int size) {
        this.adders = new AtomicReferenceArray<>(size);
    }

    void increment(int index) {
        LongAdder adder = adders.get(index);
        if (adder == null) {
            LongAdder created = new LongAdder();
            LongAdder witness = adders.compareAndExchange(index, null, created);
            adder = witness == null ? created : witness;
        }
        adder.increment();
    }

    long sum(int index) {
        LongAdder adder = adders.get(index);
        return adder == null ? 0 : adder.sum();
    }

    int size() {
        return adders.length();
    }
}
