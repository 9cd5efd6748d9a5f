package io.seakeep.benchmarks.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the hot paths allocate, by the JVM's own count. Unlike time it is exact: once all is compiled, a path that
 * allocates nothing allocates nothing in every slice. What the JIT makes of a path depends on what it has seen before, so
 * each is measured in a JVM of its own.
 */
class AllocationTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "begin and end",
                "call",
                "call among others",
                "opaque call",
                "call with retry",
                "call with inherited deadline",
                "call with own deadline",
                "call with metrics",
                "async call",
                "async hedge"
            })
    void nothingIsAllocatedBeyondItsBudget(String name) throws IOException, InterruptedException {
        Budget budget = Budgets.of(name).stream()
                .filter(candidate -> candidate.figure() == Figure.BYTES && candidate.threads() == 1)
                .findFirst()
                .orElseThrow();

        double bytes = Fork.run(Catalogue.named(name), 1, Effort.BYTES_ONLY).bytes();

        assertThat(bytes).as("bytes for one operation").isBetween(0.0, budget.limit());
    }

    @Test
    void whatAllocatesIsSeenToDoSo() throws InterruptedException, ExecutionException {
        Object[] last = new Object[1];
        Loop loop = operations -> {
            for (int i = 0; i < operations; i++) {
                last[0] = new long[1];
            }
        };

        try (Crew crew = new Crew(1)) {
            double bytes =
                    crew.run(List.of(loop), TimeUnit.MILLISECONDS.toNanos(10)).bytesPerOperation();

            assertThat(bytes).isBetween(24.0, 25.0);
        }
    }
}
