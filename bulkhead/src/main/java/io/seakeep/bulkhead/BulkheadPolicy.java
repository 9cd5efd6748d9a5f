package io.seakeep.bulkhead;

import io.seakeep.ActivePolicy;
import io.seakeep.Mode;
import io.seakeep.Policy;
import io.seakeep.PolicyScope;
import io.seakeep.Position;
import io.seakeep.Problems;
import java.util.Objects;

/** The description of a {@link Bulkhead}. Immutable; its settings are checked when the dependency is built. */
public final class BulkheadPolicy implements Policy {

    static final int HIGHEST_LIMIT = 100_000;

    private final int limit;
    private final Mode mode;

    BulkheadPolicy(int limit, Mode mode) {
        this.limit = limit;
        this.mode = mode;
    }

    /** How far it goes; {@link Mode#ENFORCE} by default. */
    public BulkheadPolicy mode(Mode newMode) {
        return new BulkheadPolicy(limit, Objects.requireNonNull(newMode, "mode"));
    }

    @Override
    public String name() {
        return "bulkhead";
    }

    @Override
    public Position position() {
        return Position.BULKHEAD;
    }

    @Override
    public Mode mode() {
        return mode;
    }

    @Override
    public void check(Problems problems) {
        problems.requireBetween("bulkhead.limit", limit, 1, HIGHEST_LIMIT);
    }

    @Override
    public ActivePolicy start(PolicyScope scope) {
        return new Bulkhead(limit, mode, scope);
    }

    @Override
    public String describe() {
        return limit + " attempts at once, nobody waits";
    }
}
