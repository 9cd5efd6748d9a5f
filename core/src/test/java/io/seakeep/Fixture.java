package io.seakeep;

import io.seakeep.latency.Outcome;
import io.seakeep.time.VirtualTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** A Seakeep on virtual time whose events are kept, and a gate that keeps what it heard. */
final class Fixture {

    final VirtualTime time = new VirtualTime();
    final List<SeakeepEvent> events = new ArrayList<>();
    final Seakeep seakeep =
            Seakeep.builder().time(time).seed(42).listener(events::add).build();

    /** A dependency with nothing but the given policies. */
    Dependency bare(String name, Policy... policies) {
        return seakeep.dependency(name, builder -> {
            builder.withoutStandardPolicies();
            Arrays.stream(policies).forEach(builder::with);
        });
    }

    Dependency dependency(String name, Consumer<Dependency.Builder> description) {
        return seakeep.dependency(name, description);
    }

    /** A policy that takes the standard one at its position out. */
    record OffPolicy(String name, Position position) implements Policy {

        @Override
        public Mode mode() {
            return Mode.OFF;
        }

        @Override
        public void check(Problems problems) {}

        @Override
        public ActivePolicy start(PolicyScope scope) {
            throw new AssertionError("a policy that is off was started");
        }

        @Override
        public String describe() {
            return "off";
        }
    }

    /** Describes a {@link RecordingGate}. */
    record GatePolicy(String name, Position position, RecordingGate gate) implements Policy {

        @Override
        public Mode mode() {
            return Mode.ENFORCE;
        }

        @Override
        public void check(Problems problems) {}

        @Override
        public ActivePolicy start(PolicyScope scope) {
            return gate;
        }

        @Override
        public String describe() {
            return "records what it hears";
        }
    }

    /** A gate that admits until told otherwise and counts who is inside. */
    static class RecordingGate implements Gate {

        final List<String> heard = new ArrayList<>();
        boolean refusing;
        int inside;
        private long nextToken;

        @Override
        public long tryEnter(CallTraits traits, long nowNanos) {
            if (refusing) {
                heard.add("refuse");
                return REFUSED;
            }
            heard.add("enter");
            inside++;
            return nextToken++;
        }

        @Override
        public void exit(long token, Outcome outcome, long durationNanos, long nowNanos) {
            heard.add(outcome + " after " + Durations.format(durationNanos));
            inside--;
        }

        @Override
        public void withdraw(long token) {
            heard.add("withdraw");
            inside--;
        }

        @Override
        public CallRejectedException rejection(long refusal, long nowNanos) {
            return new CallRejectedException(
                    "test", "test-gate", "test-gate.open", 1_500_000_000L, () -> "it was told to");
        }
    }
}
