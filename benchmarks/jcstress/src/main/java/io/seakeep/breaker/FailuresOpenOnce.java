package io.seakeep.breaker;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.seakeep.CallTraits;
import io.seakeep.Seakeep;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** Two failures at once both extend the run of failures. */
public final class FailuresOpenOnce {

    private FailuresOpenOnce() {}

    /** The algorithm by itself: the word is replaced only by what follows from it. */
    @JCStressTest
    @Outcome(id = "3", expect = ACCEPTABLE, desc = "both extend the run")
    @Outcome(expect = FORBIDDEN, desc = "a failure lost")
    @State
    public static class Model {
        private final AtomicLong word = new AtomicLong(RunWord.afterFailure(RunWord.first(1), RunWord.first(1)));
        private final long token = word.get();

        @Actor
        public void first() {
            fail();
        }

        @Actor
        public void second() {
            fail();
        }

        private void fail() {
            long seen = word.get();
            while (!word.compareAndSet(seen, RunWord.afterFailure(seen, token))) {
                seen = word.get();
            }
        }

        @Arbiter
        public void length(I_Result result) {
            result.r1 = RunWord.length(word.get());
        }
    }

    /** What ships: after one failure two more at once make three, and three in a row open the breaker. */
    @JCStressTest
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "open")
    @Outcome(expect = FORBIDDEN, desc = "a failure lost")
    @State
    public static class Shipped {
        private static final Seakeep SEAKEEP = Seakeep.create();
        private static final AtomicLong NUMBER = new AtomicLong();
        private final CircuitBreaker breaker =
                SEAKEEP.dependency("d" + NUMBER.getAndIncrement() % 64).policy(CircuitBreaker.class);
        private final long first;
        private final long second;

        public Shipped() {
            breaker.release();
            for (int i = 0; i < 3; i++) {
                failOne();
            }
            first = breaker.tryEnter(CallTraits.DEFAULT, 0);
            second = breaker.tryEnter(CallTraits.DEFAULT, 0);
        }

        private void failOne() {
            breaker.exit(breaker.tryEnter(CallTraits.DEFAULT, 0), io.seakeep.latency.Outcome.FAILURE, 1, 1);
        }

        @Actor
        public void first() {
            breaker.exit(first, io.seakeep.latency.Outcome.FAILURE, 1, 1);
        }

        @Actor
        public void second() {
            breaker.exit(second, io.seakeep.latency.Outcome.FAILURE, 1, 1);
        }

        @Arbiter
        public void opened(I_Result result) {
            result.r1 = breaker.state() == BreakerState.OPEN ? 1 : 0;
        }
    }

    /** A read and a write in place of the compare-and-set: one failure overwrites the other. */
    @JCStressTest
    @Outcome(id = "3", expect = ACCEPTABLE, desc = "both extend the run")
    @Outcome(expect = FORBIDDEN, desc = "a failure lost")
    @State
    public static class Weakened {
        private volatile long word = RunWord.afterFailure(RunWord.first(1), RunWord.first(1));
        private final long token = word;

        @Actor
        public void first() {
            word = RunWord.afterFailure(word, token);
        }

        @Actor
        public void second() {
            word = RunWord.afterFailure(word, token);
        }

        @Arbiter
        public void length(I_Result result) {
            result.r1 = RunWord.length(word);
        }
    }
}
