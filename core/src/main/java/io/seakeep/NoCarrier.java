package io.seakeep;

/** Carries nothing, and stands in for a carrier that failed. */
enum NoCarrier implements ContextCarrier, ContextCarrier.Captured, ContextCarrier.Restored {
    INSTANCE;

    @Override
    public Captured capture() {
        return this;
    }

    @Override
    public Restored restore() {
        return this;
    }

    @Override
    public void close() {}
}
