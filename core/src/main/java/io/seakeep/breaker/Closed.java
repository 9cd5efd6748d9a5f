package io.seakeep.breaker;

import io.seakeep.Mode;
import io.seakeep.latency.Outcome;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The phase in which everything passes, and the run of failures that may end it at once.
 *
 * <p>While attempts succeed it is only read. The first failure writes the {@link RunWord}, and so does each further one that
 * counts, and the first success after it. All of these are compare-and-sets, lock-free; a reader's stale word is
 * harmless, because a token from before a run merely adds nothing to it.
 */
final class Closed extends Phase {

    private static final VarHandle WORD;

    static {
        try {
            WORD = MethodHandles.lookup().findVarHandle(Closed.class, "word", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** How fast the probes had to be that closed it. */
    final ProbeLimit probeLimit;

    /** How they went. */
    final Counts probes;

    private final @Nullable Outage lastOutage;
    private final LongAdder voidSuccesses = new LongAdder();
    private final LongAdder voidFailures = new LongAdder();
    private final LongAdder voidStalled = new LongAdder();
    private volatile long word;
    private volatile long runStart = RunStart.NONE;

    /**
     * @param lastOutage the one that may not be over yet
     * @param probes how those went that closed it
     */
    Closed(
            Terms terms,
            long generation,
            long sinceNanos,
            Reason reason,
            @Nullable Outage lastOutage,
            ProbeLimit probeLimit,
            Counts probes) {
        super(terms, generation, sinceNanos, reason);
        this.lastOutage = lastOutage;
        this.probeLimit = probeLimit;
        this.probes = probes;
        this.word = RunWord.first(generation);
    }

    @Override
    BreakerState state() {
        return BreakerState.CLOSED;
    }

    /** The token for an attempt that begins now. */
    long token() {
        return word;
    }

    /** Whether the success of the attempt with this token is nothing to take note of. */
    boolean isQuiet(long token) {
        long seen = word;
        return RunWord.length(seen) == 0 && RunWord.sameGeneration(seen, token);
    }

    int runLength() {
        return RunWord.length(word);
    }

    @Override
    long admit(long nowNanos) {
        return token();
    }

    @Override
    Phase hear(long token, Outcome outcome, long durationNanos, long nowNanos) {
        return switch (outcome) {
            case SUCCESS -> {
                endRun(token);
                yield this;
            }
            case FAILURE -> extendRun(token, durationNanos, nowNanos, 0);
            case TIMED_OUT -> {
                long stallNanos = terms.toleratedStallNanos();
                yield extendRun(token, durationNanos, nowNanos, durationNanos >= stallNanos ? 0 : stallNanos);
            }
            case THROTTLED, CANCELLED, IGNORED -> this;
        };
    }

    private void endRun(long token) {
        if (isStale(token)) {
            voidSuccesses.increment();
            return;
        }
        long seen = word;
        while (RunWord.length(seen) > 0) {
            long witness = (long) WORD.compareAndExchange(this, seen, RunWord.afterSuccess(seen));
            if (witness == seen) {
                return;
            }
            seen = witness;
        }
    }

    /** @param stallNanos how old the run has to be for this to add to it; zero for what counts at once */
    private Phase extendRun(long token, long durationNanos, long nowNanos, long stallNanos) {
        if (isStale(token)) {
            addVoidFailure(stallNanos);
            return this;
        }
        long begunNanos = nowNanos - Math.max(0, durationNanos) - sinceNanos;
        long seen = word;
        for (; ; ) {
            boolean isEcho = RunWord.isEcho(seen, token);
            boolean mayAdd = isEcho || RunWord.length(seen) == 0 || isOlder(seen, stallNanos, nowNanos);
            long next = mayAdd ? RunWord.afterFailure(seen, token) : seen;
            if (next == seen) {
                if (isEcho) {
                    addVoidFailure(stallNanos);
                } else if (!RunStart.isOf(runStart, seen)) {
                    runStart = RunStart.of(seen, begunNanos);
                }
                return this;
            }
            long witness = (long) WORD.compareAndExchange(this, seen, next);
            if (witness != seen) {
                seen = witness;
                continue;
            }
            if (RunWord.length(seen) == 0) {
                runStart = RunStart.of(next, begunNanos);
            }
            boolean isJudged = !isEcho && isOlder(next, stallNanos, nowNanos);
            return isJudged ? judgeRun(RunWord.length(next), nowNanos) : this;
        }
    }

    private void addVoidFailure(long stallNanos) {
        voidFailures.increment();
        if (stallNanos > 0) {
            voidStalled.increment();
        }
    }

    private boolean isOlder(long run, long ageNanos, long nowNanos) {
        return ageNanos == 0 || RunStart.isOlder(runStart, run, ageNanos, nowNanos - sinceNanos);
    }

    private Phase judgeRun(int length, long nowNanos) {
        int limit = terms.runLimit().length();
        if (length < limit || terms.runs() == Mode.OFF) {
            return this;
        }
        Reason tooLong = Reason.of(
                Criterion.CONSECUTIVE_FAILURES,
                length + " attempts in a row failed, each begun after the first failure (limit " + limit + ")",
                length,
                limit,
                length);
        if (terms.runs() == Mode.ENFORCE) {
            return opened(nowNanos, tooLong, ProbeLimit.NONE);
        }
        if (length == limit) {
            terms.wouldOpen().accept(tooLong);
        }
        return this;
    }

    /** The phase that follows when something is wrong. */
    Open opened(long nowNanos, Reason why, ProbeLimit probeLimit) {
        return new Open(terms, RunWord.nextGeneration(generation), nowNanos, why, outageAt(nowNanos, why), probeLimit);
    }

    private Outage outageAt(long nowNanos, Reason why) {
        if (lastOutage == null || terms.isLong(nowNanos - sinceNanos)) {
            return why.isTotal() ? Outage.total(nowNanos) : Outage.partial(nowNanos);
        }
        return lastOutage.without(nowNanos - sinceNanos).answered(nowNanos);
    }

    private boolean isStale(long token) {
        return !RunWord.sameGeneration(word, token);
    }

    /**
     * What the tracker counted though it says nothing about now: attempts that began in an older generation, such as those that
     * hung when the breaker opened and time out when it has closed again, and echoes beyond the first few, such as the hundred
     * attempts that one dropped connection failed. For the tick, which takes each of them once.
     */
    Counts takeVoid() {
        long stalled = voidStalled.sumThenReset(); // before those that it is a part of
        long failures = voidFailures.sumThenReset();
        return new Counts(voidSuccesses.sumThenReset() + failures, failures, stalled, 0);
    }

    @Override
    public String get() {
        return "closed again since";
    }
}
