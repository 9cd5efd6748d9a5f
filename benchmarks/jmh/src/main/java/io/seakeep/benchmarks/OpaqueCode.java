package io.seakeep.benchmarks;

import io.seakeep.Attempt;
import io.seakeep.AttemptCode;
import java.util.List;
import java.util.function.Supplier;

/**
 * User code that the JIT cannot see through: a call site that meets all four classes is megamorphic, so nothing is
 * inlined there and whatever is handed in escapes. It is the bare code as well, for the floor.
 */
public abstract class OpaqueCode implements AttemptCode<String, RuntimeException>, Supplier<String> {

    private OpaqueCode() {}

    /** As many as a power of two. */
    static List<OpaqueCode> oneOfEachClass() {
        return List.of(new First(), new Second(), new Third(), new Fourth());
    }

    private static final class First extends OpaqueCode {
        @Override
        public String run(Attempt attempt) {
            return "first";
        }

        @Override
        public String get() {
            return "first";
        }
    }

    private static final class Second extends OpaqueCode {
        @Override
        public String run(Attempt attempt) {
            return "second";
        }

        @Override
        public String get() {
            return "second";
        }
    }

    private static final class Third extends OpaqueCode {
        @Override
        public String run(Attempt attempt) {
            return "third";
        }

        @Override
        public String get() {
            return "third";
        }
    }

    private static final class Fourth extends OpaqueCode {
        @Override
        public String run(Attempt attempt) {
            return "fourth";
        }

        @Override
        public String get() {
            return "fourth";
        }
    }
}
