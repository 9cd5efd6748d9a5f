package io.seakeep.bulkhead;

import io.seakeep.Policy;
import io.seakeep.PolicyProvider;
import io.seakeep.settings.SettingValues;

/** Brings a bulkhead into the standard pipeline that only counts what 100 attempts at once would have refused. */
public final class StandardBulkhead implements PolicyProvider {

    /** For {@link java.util.ServiceLoader}. */
    public StandardBulkhead() {}

    @Override
    public Policy standard() {
        return new BulkheadPolicy(SettingValues.nothing());
    }
}
