package io.seakeep;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.seakeep.breaker.CircuitBreaker;
import java.util.concurrent.atomic.AtomicBoolean;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** A permit that is ended twice at once is ended by one of the two. */
public final class PermitsEndOnce {

    private PermitsEndOnce() {}

    /** The algorithm by itself. */
    @JCStressTest
    @Outcome(
            id = {"true, false", "false, true"},
            expect = ACCEPTABLE,
            desc = "one of them")
    @Outcome(expect = FORBIDDEN, desc = "both or neither")
    @State
    public static class Model {
        private final AtomicBoolean ended = new AtomicBoolean();

        @Actor
        public void succeed(ZZ_Result result) {
            result.r1 = ended.compareAndSet(false, true);
        }

        @Actor
        public void fail(ZZ_Result result) {
            result.r2 = ended.compareAndSet(false, true);
        }
    }

    /** What ships. */
    @JCStressTest
    @Outcome(
            id = {"true, false", "false, true"},
            expect = ACCEPTABLE,
            desc = "one of them")
    @Outcome(expect = FORBIDDEN, desc = "both or neither")
    @State
    public static class Shipped {
        /** Without a breaker, which would open on the failures. */
        private static final Dependency DEPENDENCY = Seakeep.create()
                .dependency("inventory", d -> d.with(CircuitBreaker.of().off()));

        private static final Exception FAILURE = new Exception("made once");
        private final Permit permit = DEPENDENCY.acquire();

        @Actor
        public void succeed(ZZ_Result result) {
            result.r1 = permit.succeed(null);
        }

        @Actor
        public void fail(ZZ_Result result) {
            result.r2 = permit.fail(FAILURE);
        }
    }

    /** A look and a write in place of the compare-and-set: both end it. */
    @JCStressTest
    @Outcome(
            id = {"true, false", "false, true"},
            expect = ACCEPTABLE,
            desc = "one of them")
    @Outcome(expect = FORBIDDEN, desc = "both or neither")
    @State
    public static class Weakened {
        private volatile boolean ended;

        @Actor
        public void succeed(ZZ_Result result) {
            result.r1 = claim();
        }

        @Actor
        public void fail(ZZ_Result result) {
            result.r2 = claim();
        }

        private boolean claim() {
            boolean open = !ended;
            ended = true;
            return open;
        }
    }
}
