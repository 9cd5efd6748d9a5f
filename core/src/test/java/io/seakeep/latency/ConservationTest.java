package io.seakeep.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Records in are records out: none lost, none found twice, none negative, while a ticker reads. */
class ConservationTest {

    private static final int THREADS = 8;
    private static final int PER_THREAD = Boolean.getBoolean("seakeep.thorough") ? 12_500_000 : 125_000;
    private static final Outcome[] OUTCOMES = Outcome.values();

    private final LatencyTracker tracker = LatencyTracker.create();

    /** The ways to record. */
    private enum Way {
        RECORD,
        BEGIN_AND_END,
        NESTED,
        MIXED
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void eachRecordLandsInExactlyOneTick(Way way) throws Exception {
        List<Callable<long[][]>> writers = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            long seed = 1_000L * way.ordinal() + thread;
            writers.add(() -> write(way, seed));
        }
        assertConserved(writers);
    }

    @ParameterizedTest
    @EnumSource(names = {"SUCCESS", "TIMED_OUT"})
    void anAttemptMayEndOnAnotherThread(Outcome outcome) throws Exception {
        BlockingQueue<Long> handOver = new ArrayBlockingQueue<>(16);
        int attempts = PER_THREAD / 4;
        List<Callable<long[][]>> writers = new ArrayList<>();
        for (int pair = 0; pair < 2; pair++) {
            writers.add(() -> {
                for (int i = 0; i < attempts; i++) {
                    handOver.put(tracker.begin(System.nanoTime()));
                }
                return new long[OUTCOMES.length][Buckets.COUNT];
            });
            writers.add(() -> {
                long[][] written = new long[OUTCOMES.length][Buckets.COUNT];
                for (int i = 0; i < attempts; i++) {
                    tracker.end(handOver.take(), i, outcome);
                    written[outcome.ordinal()][Buckets.of(i)]++;
                }
                return written;
            });
        }
        assertConserved(writers);
    }

    private long[][] write(Way way, long seed) {
        long[][] written = new long[OUTCOMES.length][Buckets.COUNT];
        Random random = new Random(seed);
        for (int i = 0; i < PER_THREAD; i++) {
            int bits = random.nextInt();
            Outcome outcome = (bits & 7) == 0 ? OUTCOMES[(bits >>> 3) % 6 & 3] : Outcome.SUCCESS;
            // Few octaves, so that writers meet in the same cells.
            long duration = 1_000 + (bits >>> 20);
            Way now = way == Way.MIXED ? Way.values()[bits >>> 8 & 1] : way;
            if (now == Way.RECORD) {
                tracker.record(duration, outcome);
            } else {
                long token = tracker.begin(i + 1L);
                if (now == Way.NESTED) {
                    long inner = tracker.begin(i + 1L);
                    tracker.abandon(tracker.begin(i + 1L));
                    tracker.end(inner, duration, outcome);
                    written[outcome.ordinal()][Buckets.of(duration)]++;
                }
                tracker.end(token, duration, outcome);
            }
            written[outcome.ordinal()][Buckets.of(duration)]++;
        }
        return written;
    }

    private void assertConserved(List<Callable<long[][]>> writers) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(writers.size() + 1);
        try {
            AtomicBoolean done = new AtomicBoolean();
            Future<long[][]> reader = pool.submit(() -> read(done));
            long[][] written = new long[OUTCOMES.length][Buckets.COUNT];
            for (Future<long[][]> writer : pool.invokeAll(writers)) {
                add(written, writer.get());
            }
            done.set(true);

            assertThat(reader.get()).isDeepEqualTo(written);
            for (Outcome outcome : OUTCOMES) {
                assertThat(tracker.endedSoFar(outcome)).isEqualTo((int)
                        Arrays.stream(written[outcome.ordinal()]).sum());
            }
            assertThat(tracker.inFlight()).isZero();
            assertThat(tracker.anomalies() + tracker.untracked()).isZero();
        } finally {
            pool.shutdownNow();
        }
    }

    /** Ticks as fast as it can, and once more after the last writer. */
    private long[][] read(AtomicBoolean done) {
        long[][] found = new long[OUTCOMES.length][Buckets.COUNT];
        for (long now = 0; ; now += 1_000_000) {
            boolean last = done.get();
            tracker.tick(now);
            LatencySnapshot records = tracker.lastTickSnapshot();
            for (Outcome outcome : OUTCOMES) {
                Distribution distribution = records.distribution(outcome);
                for (int i = 0; i < distribution.size(); i++) {
                    // Half a sum that wrapped would be there if a cell had gone back.
                    assertThat(distribution.count(i)).isBetween(1L, 1L << 31);
                    found[outcome.ordinal()][distribution.bucket(i)] += distribution.count(i);
                }
            }
            if (last) {
                return found;
            }
        }
    }

    private static void add(long[][] sums, long[][] counts) {
        for (int outcome = 0; outcome < sums.length; outcome++) {
            for (int bucket = 0; bucket < sums[outcome].length; bucket++) {
                sums[outcome][bucket] += counts[outcome][bucket];
            }
        }
    }
}
