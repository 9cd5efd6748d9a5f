package io.seakeep;

import io.seakeep.AsyncCallsEndOnce.Answer;
import io.seakeep.latency.LatencyTracker;
import io.seakeep.latency.Outcome;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A call that may have one hedge, whose clock stands still and whose timers and answers are the test's to give. All that counts what
 * runs is its own, so that it can be seen what a single call has left behind.
 */
final class HedgedCall {

    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final HeldTimers TIME = new HeldTimers();
    private static final Events EVENTS = new Events(Runnable::run, List.of(), new EventLog(TIME));
    private static final CallTraits IDEMPOTENT = CallTraits.DEFAULT.withIdempotent();

    final Code first = new Code();
    final Code second = new Code();
    final CompletableFuture<Answer> call;

    /** Starts the second attempt. */
    final Runnable hedge;

    /** Ends the call. */
    final Runnable deadline;

    private final LatencyTracker tracker = LatencyTracker.create();
    private final CountingGate gate = new CountingGate();
    private final ConcurrentBudget budget;

    HedgedCall() {
        DependencyScope scope = new DependencyScope(
                "inventory",
                TIME,
                tracker,
                Runnable::run,
                Runnable::run,
                NoCarrier.INSTANCE,
                EVENTS,
                () -> {},
                new Signals(),
                List::of,
                new SeedSequence(1));
        budget = new ConcurrentBudget(0, 1, scope);
        Rejections rejections = new Rejections(scope);
        Pipeline pipeline = new Pipeline(new PipelineParts(
                scope,
                new CallTime(scope, new OneSecond(), new FastestAnswer(), rejections),
                new Gates(null, null, gate, null, rejections),
                new FixedTimeout(SECOND_NANOS),
                new Judge(null, scope),
                null,
                new HedgeRules(new OneAtOnce(), new WindowedBudget(0, SECOND_NANOS, 1, scope), scope),
                budget,
                List.of(),
                new AttemptAccounts()));
        call = pipeline.callAsync(IDEMPOTENT, attempt -> (attempt.isHedge() ? second : first).started(), null);
        hedge = TIME.lastOfThisThread();
        deadline = TIME.lastOfThisThread();
    }

    /** One that has its hedge already. */
    static HedgedCall hedged() {
        HedgedCall made = new HedgedCall();
        made.hedge.run();
        return made;
    }

    /** What the caller got; null if that was no answer. */
    @Nullable
    Answer delivered() {
        return call.isCompletedExceptionally() ? null : call.join();
    }

    /** Attempts, permits and charges that have not been given back, and code that was not told to stop. */
    int leftRunning() {
        return tracker.inFlight()
                + gate.inside.get()
                + (int) budget.running()
                + first.leftRunning()
                + second.leftRunning();
    }

    /** The code of one attempt: it notes that it is told to stop, and may answer all the same. */
    static final class Code extends CompletableFuture<Answer> {

        private volatile boolean started;
        private volatile boolean toldToStop;

        Code started() {
            started = true;
            return this;
        }

        int leftRunning() {
            return started && !isDone() && !toldToStop ? 1 : 0;
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            toldToStop = true;
            return false;
        }
    }

    private static final class CountingGate implements Gate {

        private final AtomicInteger inside = new AtomicInteger();

        @Override
        public long tryEnter(CallTraits traits, long nowNanos) {
            return inside.getAndIncrement();
        }

        @Override
        public void exit(long token, Outcome outcome, long durationNanos, long nowNanos) {
            inside.getAndDecrement();
        }

        @Override
        public void withdraw(long token) {
            inside.getAndDecrement();
        }

        @Override
        public CallRejectedException rejection(long refusal, long nowNanos) {
            throw new AssertionError("it refuses nothing");
        }
    }

    private static final class OneSecond implements CallTimeLimit {
        @Override
        public long limitNanos() {
            return SECOND_NANOS;
        }
    }

    /** One hedge, without a delay. */
    private static final class OneAtOnce implements HedgeStrategy {
        @Override
        public long delayNanos(int attempts) {
            return attempts == 1 ? 0 : NEVER;
        }

        @Override
        public boolean wants() {
            return true;
        }

        @Override
        public double share() {
            return 1;
        }

        @Override
        public boolean leavesFirstRunning() {
            return false;
        }

        @Override
        public boolean leavesLosersRunning() {
            return false;
        }
    }
}
