package io.seakeep.breaker;

import io.seakeep.Policy;
import io.seakeep.PolicyProvider;

/** Brings the breaker into the standard pipeline. It enforces: while all is well it refuses nothing and costs a read. */
public final class StandardBreaker implements PolicyProvider {

    /** For {@link java.util.ServiceLoader}. */
    public StandardBreaker() {}

    @Override
    public Policy standard() {
        return CircuitBreaker.of();
    }
}
