package io.seakeep.bulkhead;

/**
 * The description of a {@link Bulkhead} whose limit follows what is observed. Immutable; its settings are checked when the
 * dependency is built.
 */
public final class AdaptiveBulkheadPolicy extends BulkheadDescription<AdaptiveBulkheadPolicy> {

    AdaptiveBulkheadPolicy(BulkheadSettings settings) {
        super(settings);
    }

    @Override
    AdaptiveBulkheadPolicy with(BulkheadSettings changed) {
        return new AdaptiveBulkheadPolicy(changed);
    }

    /**
     * Between which limits it chooses; 4 and 1,000 by default.
     *
     * @param lowest from 1 to 100,000
     * @param highest from {@code lowest} to 100,000
     */
    public AdaptiveBulkheadPolicy between(int lowest, int highest) {
        int initial = Math.max(lowest, Math.min(settings().initial(), highest));
        return with(settings().withLimits(initial, lowest, highest));
    }

    /**
     * Where it begins; 20 by default, or the nearest of its bounds.
     *
     * @param limit between its bounds, which are to be said before
     */
    public AdaptiveBulkheadPolicy initial(int limit) {
        return with(settings().withLimits(limit, settings().lowest(), settings().highest()));
    }
}
