package com.example.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.Dependency;
import io.seakeep.Seakeep;
import io.seakeep.SeakeepEvent;
import io.seakeep.SettingsRefused;
import io.seakeep.SettingsReloaded;
import io.seakeep.UserCodeFailed;
import io.seakeep.bulkhead.Bulkhead;
import io.seakeep.settings.SettingsSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator changes everything that can be changed, again and again, while eight threads call. In real time, since the file is real. */
final class ReloadUnderLoadTest {

    private static final int THREADS = 8;
    private static final int CHANGES = 10;

    private static final String ONE = """
            seakeep.default.bulkhead.mode = enforce
            seakeep.default.bulkhead.limit = 20
            seakeep.default.timeout.mode = enforce
            seakeep.default.timeout.max = 2s
            seakeep.default.hedge.mode = off
            seakeep.default.retry.attempts = 3
            seakeep.default.breaker.failure-rate = 0.7
            seakeep.default.budget.share = 0.2
            seakeep.default.deadline.mode = off
            """;

    private static final String OTHER = """
            seakeep.default.bulkhead.mode = enforce
            seakeep.default.bulkhead.kind = adaptive
            seakeep.default.bulkhead.lowest = 16
            seakeep.default.bulkhead.queue = 50
            seakeep.default.timeout.mode = enforce
            seakeep.default.timeout.max = 3s
            seakeep.default.hedge.mode = enforce
            seakeep.default.retry.attempts = 2
            seakeep.default.breaker.failure-rate = 0.6
            seakeep.default.budget.kind = concurrent
            seakeep.default.deadline.mode = enforce
            seakeep.default.deadline.limit = 5s
            """;

    private final LongAdder calls = new LongAdder();
    private final AtomicBoolean done = new AtomicBoolean();

    @TempDir
    Path folder;

    @Test
    void noCallFailsNoPermitIsLostAndNewValuesHoldWithinASecond() throws Exception {
        Queue<SeakeepEvent> events = new ConcurrentLinkedQueue<>();
        Path file = folder.resolve("operator.properties");
        Files.writeString(file, ONE);
        try (Seakeep seakeep = Seakeep.builder()
                .listener(events::add)
                .settings(SettingsSources.builder().operatorFile(file).build())
                .build()) {
            Dependency search = seakeep.dependency("search").idempotent();
            ExecutorService threads = Executors.newFixedThreadPool(THREADS);
            List<Future<?>> callers = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                callers.add(threads.submit(() -> callUntilDone(search)));
            }
            long slowestNanos = 0;
            for (int change = 0; change < CHANGES; change++) {
                boolean toOther = change % 2 == 0;
                replace(file, toOther ? OTHER : ONE);
                slowestNanos =
                        Math.max(slowestNanos, nanosUntil(search, toOther ? "deadline   enforce" : "up to 3 attempts"));
            }
            done.set(true);
            for (Future<?> caller : callers) {
                caller.get(30, TimeUnit.SECONDS); // throws what a call threw
            }
            threads.shutdown();
            assertThat(search.policy(Bulkhead.class).inside()).isZero();
            assertThat(search.policy(Bulkhead.class).waiting()).isZero();
            assertThat(calls.sum()).isGreaterThan(1_000);
            assertThat(slowestNanos).as("%d calls meanwhile", calls.sum()).isLessThan(1_000_000_000L);
        }
        assertThat(events).noneMatch(SettingsRefused.class::isInstance).noneMatch(UserCodeFailed.class::isInstance);
        assertThat(events).filteredOn(SettingsReloaded.class::isInstance).hasSize(CHANGES);
    }

    private void callUntilDone(Dependency search) {
        for (int i = 0; !done.get(); i++) {
            String answer = i % 2 == 0
                    ? search.call(attempt -> answer())
                    : search.callAsync(attempt -> CompletableFuture.completedFuture("answer"))
                            .join();
            assertThat(answer).isEqualTo("answer");
            calls.increment();
        }
    }

    /** As over a network: the caller waits, and leaves the processor to others. */
    private static String answer() {
        LockSupport.parkNanos(50_000);
        return "answer";
    }

    /** In one step, as configuration systems do it. */
    private void replace(Path file, String text) throws IOException {
        Path next = Files.writeString(folder.resolve("next"), text);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static long nanosUntil(Dependency search, String described) {
        long began = System.nanoTime();
        while (!search.describe().contains(described)) {
            assertThat(System.nanoTime() - began)
                    .as("waiting for %s in %s", described, search.describe())
                    .isLessThan(10_000_000_000L);
            LockSupport.parkNanos(1_000_000);
        }
        return System.nanoTime() - began;
    }
}
