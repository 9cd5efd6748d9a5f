package io.seakeep;

import org.jspecify.annotations.Nullable;

/**
 * Asks the dependency's classifier, and makes sure of a judgement when the classifier fails: a permit must come back
 * whatever a classifier does.
 */
final class Judge {

    private final @Nullable Classifier custom;
    private final PolicyScope scope;

    Judge(@Nullable Classifier custom, PolicyScope scope) {
        this.custom = custom;
        this.scope = scope;
    }

    Verdict ofResult(@Nullable Object result) {
        return custom == null ? StandardClassifier.INSTANCE.ofResult(result) : askOfResult(custom, result);
    }

    Verdict ofFailure(Throwable failure) {
        return custom == null ? StandardClassifier.INSTANCE.ofFailure(failure) : askOfFailure(custom, failure);
    }

    private Verdict askOfResult(Classifier classifier, @Nullable Object result) {
        try {
            return classifier.ofResult(result);
        } catch (Throwable broken) {
            report(broken);
            return StandardClassifier.INSTANCE.ofResult(result);
        }
    }

    private Verdict askOfFailure(Classifier classifier, Throwable failure) {
        try {
            return classifier.ofFailure(failure);
        } catch (Throwable broken) {
            report(broken);
            return StandardClassifier.INSTANCE.ofFailure(failure);
        }
    }

    private void report(Throwable broken) {
        scope.emit(new UserCodeFailed(scope.dependency(), "classifier", broken));
    }
}
