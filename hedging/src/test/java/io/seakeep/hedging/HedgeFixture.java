package io.seakeep.hedging;

import io.seakeep.Attempt;
import io.seakeep.AttemptBudget;
import io.seakeep.Classifier;
import io.seakeep.Dependency;
import io.seakeep.Policy;
import io.seakeep.Seakeep;
import io.seakeep.SeakeepEvent;
import io.seakeep.Verdict;
import io.seakeep.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A dependency on virtual time with hedging, and a server whose answers the test gives. */
final class HedgeFixture {

    static final Duration MS = Duration.ofMillis(1);

    final VirtualTime time;
    final List<SeakeepEvent> events = new ArrayList<>();
    final List<Asked> asked = new ArrayList<>();
    final Dependency dependency;
    final Hedge hedge;

    HedgeFixture(Policy... policies) {
        this(new VirtualTime(), policies);
    }

    HedgeFixture(VirtualTime time, Policy... policies) {
        this.time = time;
        Seakeep seakeep =
                Seakeep.builder().time(time).seed(42).listener(events::add).build();
        dependency = seakeep.dependency("d", builder -> {
            builder.withoutStandardPolicies()
                    .budget(AttemptBudget.concurrent(1).atLeast(1_000))
                    .classifier(new Judging());
            for (Policy policy : policies) {
                builder.with(policy);
            }
        });
        hedge = dependency.policy(Hedge.class);
    }

    /** So many calls that succeed at once, and are known of. */
    HedgeFixture warmUp(int calls) {
        for (int i = 0; i < calls; i++) {
            dependency.callAsync(attempt -> CompletableFuture.completedFuture("warm"));
        }
        time.advance(Duration.ofMillis(250));
        return this;
    }

    /** A call of which each attempt is answered by the test. */
    CompletableFuture<Object> call() {
        return call(dependency.idempotent());
    }

    CompletableFuture<Object> call(Dependency view) {
        return view.callAsync(this::ask);
    }

    CompletableFuture<Object> ask(Attempt attempt) {
        Asked one = new Asked(attempt);
        attempt.onCancel(() -> one.calledOff = true);
        asked.add(one);
        return one.answer;
    }

    void advance(long millis) {
        time.advance(Duration.ofMillis(millis));
    }

    /** One attempt, as the server sees it. */
    static final class Asked {
        final Attempt attempt;
        final CompletableFuture<Object> answer = new CompletableFuture<>();
        boolean calledOff;

        Asked(Attempt attempt) {
            this.attempt = attempt;
        }
    }

    /** A result that has to be closed. */
    static class Body implements AutoCloseable {
        final Verdict verdict;
        int closed;

        Body() {
            this(Verdict.SUCCESS);
        }

        Body(Verdict verdict) {
            this.verdict = verdict;
        }

        @Override
        public void close() {
            closed++;
        }
    }

    static final class Judging implements Classifier {
        @Override
        public Verdict ofResult(Object result) {
            return result instanceof Body body ? body.verdict : Verdict.SUCCESS;
        }

        @Override
        public Verdict ofFailure(Throwable failure) {
            return Classifier.standard().ofFailure(failure);
        }
    }
}
