package io.seakeep.bulkhead;

import io.seakeep.settings.SettingValues;

/**
 * The description of a {@link Bulkhead} whose limit follows what is observed. Immutable; its settings are checked when the
 * dependency is built.
 */
public final class AdaptiveBulkheadPolicy extends BulkheadDescription<AdaptiveBulkheadPolicy> {

    AdaptiveBulkheadPolicy(SettingValues said) {
        super(said);
    }

    @Override
    AdaptiveBulkheadPolicy saying(SettingValues said) {
        return new AdaptiveBulkheadPolicy(said);
    }

    /**
     * Between which limits it chooses; 4 and 1,000 by default.
     *
     * @param lowest from 1 to 100,000
     * @param highest from {@code lowest} to 100,000
     */
    public AdaptiveBulkheadPolicy between(int lowest, int highest) {
        return saying(said().with(BulkheadSchema.LOWEST, lowest).with(BulkheadSchema.HIGHEST, highest));
    }

    /**
     * Where it begins; 20 by default, or the nearest of its bounds.
     *
     * @param limit between its bounds
     */
    public AdaptiveBulkheadPolicy initial(int limit) {
        return saying(said().with(BulkheadSchema.INITIAL, limit));
    }
}
