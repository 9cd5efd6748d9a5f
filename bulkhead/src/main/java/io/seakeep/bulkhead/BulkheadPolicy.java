package io.seakeep.bulkhead;

/** The description of a {@link Bulkhead} with a fixed limit. Immutable; its settings are checked when the dependency is built. */
public final class BulkheadPolicy extends BulkheadDescription<BulkheadPolicy> {

    BulkheadPolicy(BulkheadSettings settings) {
        super(settings);
    }

    @Override
    BulkheadPolicy with(BulkheadSettings changed) {
        return new BulkheadPolicy(changed);
    }
}
