package io.seakeep.retry;

import io.seakeep.Policy;
import io.seakeep.PolicyProvider;

/**
 * Brings retries into the standard pipeline. They are enforced: one more attempt, within the budget, and only for calls that
 * somebody said are idempotent or that never reached the dependency.
 */
public final class StandardRetry implements PolicyProvider {

    /** For {@link java.util.ServiceLoader}. */
    public StandardRetry() {}

    @Override
    public Policy standard() {
        return Retry.of();
    }
}
