package io.seakeep.scenarios.clients;

import io.seakeep.Classifier;
import io.seakeep.Verdict;
import io.seakeep.scenarios.sim.Pushback;

/** Judges the answers of simulated services as those of HTTP are judged. */
final class AnswerClassifier implements Classifier {

    static final AnswerClassifier INSTANCE = new AnswerClassifier();

    private AnswerClassifier() {}

    @Override
    public Verdict ofFailure(Throwable failure) {
        return failure instanceof Pushback pushback
                ? Verdict.ofHttp(503, pushback.retryAfter())
                : Classifier.standard().ofFailure(failure);
    }
}
