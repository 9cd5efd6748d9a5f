package io.seakeep.bulkhead;

import io.seakeep.settings.SettingValues;

/** The description of a {@link Bulkhead} with a fixed limit. Immutable; its settings are checked when the dependency is built. */
public final class BulkheadPolicy extends BulkheadDescription<BulkheadPolicy> {

    BulkheadPolicy(SettingValues said) {
        super(said);
    }

    @Override
    BulkheadPolicy saying(SettingValues said) {
        return new BulkheadPolicy(said);
    }
}
