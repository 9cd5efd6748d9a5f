package io.seakeep;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.seakeep.AsyncCallsEndOnce.Answer;
import java.util.concurrent.atomic.AtomicReference;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Both attempts of a hedged call answer at once: the caller gets one of the answers, and the other is closed. The first figure is how
 * often the one was closed, the second how often the other; a third is what was left running.
 */
public final class OneAnswerWins {

    private OneAnswerWins() {}

    /** The algorithm by itself: whoever takes the step to over delivers. */
    @JCStressTest
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "the other is closed")
    @Outcome(expect = FORBIDDEN, desc = "one too many or too few")
    @State
    public static class Model {
        private final Answer one = new Answer();
        private final Answer two = new Answer();
        private final AtomicReference<String> state = new AtomicReference<>("both run");
        private volatile Answer delivered;

        @Actor
        public void first() {
            end(one);
        }

        @Actor
        public void second() {
            end(two);
        }

        private void end(Answer answer) {
            if (state.compareAndSet("both run", "over")) {
                delivered = answer;
            } else {
                answer.close();
            }
        }

        @Arbiter
        public void look(II_Result result) {
            result.r1 = delivered.closed;
            result.r2 = (delivered == one ? two : one).closed;
        }
    }

    /** What ships. */
    @JCStressTest
    @Outcome(id = "0, 1, 0", expect = ACCEPTABLE, desc = "the other is closed")
    @Outcome(expect = FORBIDDEN, desc = "one too many or too few, or something is left")
    @State
    public static class Shipped {
        private final Answer one = new Answer();
        private final Answer two = new Answer();
        private final HedgedCall hedged = HedgedCall.hedged();

        @Actor
        public void first() {
            hedged.first.complete(one);
        }

        @Actor
        public void second() {
            hedged.second.complete(two);
        }

        @Arbiter
        public void look(III_Result result) {
            Answer delivered = hedged.delivered();
            result.r1 = delivered == null ? -1 : delivered.closed;
            result.r2 = (delivered == one ? two : one).closed;
            result.r3 = hedged.leftRunning();
        }
    }

    /** A look and a write in place of the compare-and-set: nobody closes the answer that comes second. */
    @JCStressTest
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "the other is closed")
    @Outcome(expect = FORBIDDEN, desc = "one too many or too few")
    @State
    public static class Weakened {
        private final Answer one = new Answer();
        private final Answer two = new Answer();
        private volatile Answer delivered;

        @Actor
        public void first() {
            end(one);
        }

        @Actor
        public void second() {
            end(two);
        }

        private void end(Answer answer) {
            if (delivered == null) {
                delivered = answer;
            } else {
                answer.close();
            }
        }

        @Arbiter
        public void look(II_Result result) {
            result.r1 = delivered.closed;
            result.r2 = (delivered == one ? two : one).closed;
        }
    }
}
