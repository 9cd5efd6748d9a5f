package io.seakeep;

/**
 * A hedge was due, and was not started.
 *
 * @param dependency the dependency, with its key in square brackets where there is one
 * @param reason why not
 */
public record HedgeRefused(String dependency, Reason reason) implements SeakeepEvent {

    /** Why a hedge is not started. */
    public enum Reason {
        /** Nobody said that the call may reach the dependency twice. Said once for a dependency or key, not for each call. */
        NOT_IDEMPOTENT("nobody said that the call is idempotent: use dependency.idempotent() for calls that are"),
        /** The policy does not want it: too much is late for it to be chance, or chance has it so. */
        STRATEGY("the hedging policy does not want it"),
        /** The breaker keeps attempts away, or the bulkhead was full. */
        OVERLOADED("the breaker is open or the bulkhead full"),
        /** The dependency asked the call to back off. */
        PUSHED_BACK("the dependency asked to back off"),
        /** It came so much later than its delay that the process itself must have stood still. */
        PAUSED("the process stood still"),
        /** There is not enough time left for an answer. */
        NO_TIME("there is not enough time left"),
        /** The share of hedges that the policy states is spent. */
        BUDGET("its budget is spent"),
        /** The dependency's budget of extra attempts, which hedges share with retries, is spent. */
        ATTEMPT_BUDGET("the attempt budget is spent"),
        /** A gate of the pipeline refused it. */
        REJECTED("a policy refused it");

        private final String words;

        Reason(String words) {
            this.words = words;
        }
    }

    @Override
    public String message() {
        return "no hedge at " + dependency + ": " + reason.words;
    }

    @Override
    public Severity severity() {
        return reason == Reason.NOT_IDEMPOTENT ? Severity.INFO : Severity.DEBUG;
    }
}
