package io.seakeep.benchmarks;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.seakeep.latency.LatencyTracker;
import io.seakeep.latency.Outcome;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Recorder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Recording one latency, in ways that many threads can share. {@link Floor#increment} is what it is measured by. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RecordingBenchmark {

    private static final long HIGHEST_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final int DIGITS = 2;

    private final LatencyTracker tracker = LatencyTracker.create();
    private final AtomicLong atomic = new AtomicLong();
    private final Recorder recorder = new Recorder(HIGHEST_NANOS, DIGITS);
    private final ConcurrentHistogram histogram = new ConcurrentHistogram(HIGHEST_NANOS, DIGITS);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Timer timer = Timer.builder("plain").register(meters);
    private final Timer percentiles =
            Timer.builder("percentiles").publishPercentiles(0.5, 0.99).register(meters);

    /** An attempt that is counted when it has ended. */
    @Benchmark
    public void trackerRecord(Durations durations) {
        tracker.record(durations.next(), Outcome.SUCCESS);
    }

    /** An attempt that is seen in flight as well: what a guarded call does. */
    @Benchmark
    public void trackerBeginEnd(Durations durations) {
        long slot = tracker.begin(0);
        tracker.end(slot, durations.next(), Outcome.SUCCESS);
    }

    @Benchmark
    public long atomicLong() {
        return atomic.getAndIncrement();
    }

    @Benchmark
    public void hdrRecorder(Durations durations) {
        recorder.recordValue(durations.next());
    }

    @Benchmark
    public void hdrConcurrentHistogram(Durations durations) {
        histogram.recordValue(durations.next());
    }

    @Benchmark
    public void micrometerTimer(Durations durations) {
        timer.record(durations.next(), TimeUnit.NANOSECONDS);
    }

    @Benchmark
    public void micrometerTimerPercentiles(Durations durations) {
        percentiles.record(durations.next(), TimeUnit.NANOSECONDS);
    }
}
