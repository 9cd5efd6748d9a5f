package io.seakeep.bulkhead;

import io.seakeep.Mode;
import io.seakeep.Policy;
import io.seakeep.PolicyProvider;

/** Brings a bulkhead into the standard pipeline that only counts what 100 attempts at once would have refused. */
public final class StandardBulkhead implements PolicyProvider {

    private static final int LIMIT = 100;

    /** For {@link java.util.ServiceLoader}. */
    public StandardBulkhead() {}

    @Override
    public Policy standard() {
        return Bulkhead.fixed(LIMIT).mode(Mode.OBSERVE);
    }
}
