package io.seakeep;

import io.seakeep.latency.Outcome;

/**
 * An attempt ended in a way that another one might better, and there is none.
 *
 * @param dependency the dependency, with its key in square brackets where there is one
 * @param attemptsMade how many attempts the call has made
 * @param outcome how the last of them ended
 * @param reason why there is no other
 */
public record RetryRefused(String dependency, int attemptsMade, Outcome outcome, Reason reason)
        implements SeakeepEvent {

    /** Why an attempt is not followed by another. */
    public enum Reason {
        /** Nobody said that the call may reach the dependency twice, and it may have reached it once. */
        NOT_IDEMPOTENT("nobody said that the call is idempotent"),
        /** The request that this call belongs to is itself a retry, and whoever sent it will see to another. */
        REQUEST_IS_A_RETRY("the request it belongs to is itself a retry"),
        /** The strategy wants no other attempt: there were enough, or the dependency asked for too long a wait. */
        STRATEGY("the retry policy wants no other"),
        /** The policy only watches; there would have been another attempt. */
        OBSERVING("the retry policy only observes"),
        /** The wait and the dependency's fastest plausible answer do not fit into the time that is left. */
        NO_TIME("there is not enough time left"),
        /** The dependency's budget of extra attempts is spent. */
        BUDGET("the attempt budget is spent"),
        /** A gate of the pipeline refused the other attempt, or the breaker keeps attempts away. */
        REJECTED("a policy refused it"),
        /** The thread was interrupted, or the executor took no more work. */
        CALLED_OFF("the wait for it was called off");

        private final String words;

        Reason(String words) {
            this.words = words;
        }
    }

    @Override
    public String message() {
        return "attempt " + attemptsMade + " at " + dependency + " ended in " + outcome + " and is the last: "
                + reason.words;
    }

    @Override
    public Severity severity() {
        return Severity.DEBUG;
    }
}
