package io.seakeep.benchmarks.guard;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The committed budgets. The target is what the design wants; the limit is what the guard fails at, and where it is above the
 * target, the reason stands beside it. A limit is changed in a commit of its own that says why.
 */
final class Budgets {

    private static final List<Budget> COMMITTED = Stream.of(
                    //   what             figure             target  limit   at threads
                    rows("record", Figure.RATIO, 1.20, 1.30, 1, 2),
                    // with more threads than processors nobody meets anybody: LongAdder's increment is cheapest then,
                    // ours is not
                    rows("record", Figure.RATIO, 1.20, 1.45, 8),
                    rows("record", Figure.BYTES, 0, 0, 1, 2, 8),
                    // one atomic instruction more than record needs would be 2.0: a claim, and a plain count
                    rows("begin and end", Figure.RATIO, 1.20, 2.00, 1, 2, 8),
                    rows("begin and end", Figure.BYTES, 0, 0, 1, 2, 8),
                    // the calls below claim a slot as well, which the target of 1.25 was not measured with (then 1.31,
                    // with it 1.48)
                    rows("call", Figure.RATIO, 1.25, 1.40, 1, 2),
                    rows("call", Figure.INCREMENTS, 2.5, 2.8, 1),
                    // 2.71 to 2.99 in four runs of the same code, 2.60 to 4.20 from JVM to JVM; one more would be 3.7
                    rows("call", Figure.INCREMENTS, 2.5, 3.2, 2),
                    rows("call", Figure.BYTES, 0, 0, 1, 2),
                    rows("call among others", Figure.RATIO, 1.25, 1.50, 1, 2),
                    rows("call among others", Figure.INCREMENTS, 2.5, 3.5, 1),
                    // 3.22 to 3.52 in four runs of the same code; one more would be 4.2
                    rows("call among others", Figure.INCREMENTS, 2.5, 3.8, 2),
                    rows("call among others", Figure.BYTES, 0, 32, 1, 2),
                    rows("opaque call", Figure.RATIO, 1.25, 1.50, 1, 2),
                    // a view's priority is looked at since views have a say in what the code calls in turn; and
                    // one JVM in five compiles it less well, 1.25 to 1.50 from one to the other
                    rows("opaque call", Figure.INCREMENTS, 2.5, 4.0, 1, 2),
                    rows("opaque call", Figure.BYTES, 32, 32, 1, 2),
                    rows("call with retry", Figure.RATIO, 1.10, 1.10, 1, 2),
                    rows("call with retry", Figure.BYTES, 0, 32, 1, 2),
                    rows("call with inherited deadline", Figure.RATIO, 1.10, 1.15, 1, 2),
                    // a fraction of a byte: binding the threads is part of each slice
                    rows("call with inherited deadline", Figure.BYTES, 1, 32, 1, 2),
                    // binding the thread for what the code calls in turn is one look at a ThreadLocal and two stores
                    rows("call with own deadline", Figure.RATIO, 1.10, 1.20, 1, 2),
                    rows("call with own deadline", Figure.BYTES, 0, 32, 1, 2),
                    // the same code twice: 1.00, and 0.91 to 1.01 from fork to fork at 2 threads on a busy machine
                    rows("call with metrics", Figure.RATIO, 1.02, 1.05, 1, 2),
                    rows("call with metrics", Figure.BYTES, 0, 0, 1, 2),
                    // 200 beyond the user's own future, which takes 24
                    rows("async call", Figure.BYTES, 224, 224, 1),
                    rows("bulkhead", Figure.RATIO, 1.50, 1.50, 2, 8),
                    rows("bulkhead", Figure.BYTES, 0, 0, 2, 8),
                    rows("bulkhead, beside", Figure.RATIO, 1.00, 1.00, 1),
                    rows("bulkhead, beside", Figure.RATIO, 0.20, 0.20, 2, 8),
                    // 1.48 to 1.56 from run to run; the bulkhead is two more increments above the call
                    rows("full call", Figure.RATIO, 1.50, 1.65, 1, 2),
                    rows("full call", Figure.INCREMENTS, 3.5, 5.2, 1, 2),
                    rows("full call", Figure.BYTES, 0, 32, 1, 2),
                    // two clock reads alone are 0.48 of what Resilience4j takes here, at 8 threads 0.23
                    rows("full call, beside", Figure.RATIO, 0.50, 0.85, 1),
                    rows("full call, beside", Figure.RATIO, 0.20, 0.35, 2),
                    rows("full call, beside", Figure.RATIO, 0.20, 0.40, 8),
                    rows("rejection", Figure.RATIO, 0.20, 0.20, 1, 2),
                    // of 50 ns, 20 are the clock read and 15 the entry; at 2 threads the timer's own thread is a third
                    // on 2 processors
                    rows("arm and cancel", Figure.RATIO, 0.25, 0.35, 1),
                    rows("arm and cancel", Figure.RATIO, 0.25, 0.50, 2),
                    // beside 100 that stay armed the pool's heap has a root that nobody touches, and is faster than
                    // when empty
                    rows("arm and cancel, busy", Figure.RATIO, 0.25, 0.60, 1, 2),
                    // in armings of CompletableFuture.orTimeout, and in calls of Failsafe's
                    rows("async timeout", Figure.INCREMENTS, 0.25, 0.50, 1, 2),
                    rows("async timeout, beside", Figure.INCREMENTS, 0.10, 0.25, 1, 2),
                    // 128 beyond the asynchronous call
                    rows("async hedge", Figure.BYTES, 352, 352, 1),
                    rows("async hedge", Figure.RATIO, 0.50, 0.50, 1, 2),
                    rows("async hedge, beside", Figure.RATIO, 0.50, 0.50, 1, 2),
                    rows("tick with timeout", Figure.NANOS_ABOVE, 10_000, 10_000, 1),
                    rows("tick", Figure.NANOS_ABOVE, 10_000, 10_000, 1),
                    rows("idle dependency", Figure.BYTES, 10_240, 10_240, 1),
                    // 100 MB for 10,000 of them was without a bulkhead, which came into the standard pipeline later
                    rows("used dependency", Figure.BYTES, 10_000, 12_000, 1))
            .flatMap(List::stream)
            .toList();

    private Budgets() {}

    static List<Budget> committed() {
        return COMMITTED;
    }

    static List<Budget> of(String comparison) {
        return COMMITTED.stream()
                .filter(budget -> budget.comparison().equals(comparison))
                .toList();
    }

    private static List<Budget> rows(String comparison, Figure figure, double target, double limit, int... threads) {
        return Arrays.stream(threads)
                .mapToObj(count -> new Budget(comparison, count, figure, target, limit))
                .toList();
    }
}
