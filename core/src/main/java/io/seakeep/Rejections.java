package io.seakeep;

import java.util.Locale;

/** How many attempts one pipeline has refused, by who did. Only what is refused writes here. */
final class Rejections {

    /** Who refuses: a gate, by its position, or the pipeline itself. */
    enum By {
        ADMISSION,
        BREAKER,
        BULKHEAD,
        RATE_LIMIT,
        DEADLINE,
        ATTEMPT_BUDGET,
        EXECUTOR;

        String tag() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final DependencyScope scope;
    private final Tally<By> counts = new Tally<>(By.class);

    Rejections(DependencyScope scope) {
        this.scope = scope;
    }

    /** Takes note of a refusal and answers it, to be thrown. */
    CallRejectedException noted(By who, CallRejectedException refusal) {
        counts.increment(who);
        if (scope.detailWanted()) {
            scope.emit(new CallRejected(scope.dependency(), refusal));
        }
        return refusal;
    }

    /** The application's executor takes no more work. */
    CallRejectedException nowhereToRun() {
        return noted(
                By.EXECUTOR,
                new CallRejectedException(
                        scope.dependency(),
                        "executor",
                        "executor",
                        0,
                        () -> "the application's executor takes no more work"));
    }

    void measure(Measurements to) {
        Measurement rejections =
                Measurement.of("seakeep.rejections", "Attempts that were refused before they reached the dependency");
        for (By who : By.values()) {
            to.counter(rejections.tagged("policy", who.tag()), () -> counts.sum(who));
        }
    }
}
