package com.example.uses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.seakeep.ActivePolicy;
import io.seakeep.CallRejectedException;
import io.seakeep.CallTraits;
import io.seakeep.Dependency;
import io.seakeep.Gate;
import io.seakeep.IllegalConfigurationException;
import io.seakeep.Mode;
import io.seakeep.Permit;
import io.seakeep.Policy;
import io.seakeep.PolicyScope;
import io.seakeep.Position;
import io.seakeep.Problems;
import io.seakeep.breaker.CircuitBreaker;
import io.seakeep.latency.Outcome;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Use 12: a policy of one's own, made in the same way as Seakeep's are. */
class OwnGateTest {

    /** The description: settings, and nothing that changes. Every dependency and key starts a gate of its own from it. */
    record FewAtOnce(int most, Mode mode) implements Policy {

        @Override
        public String name() {
            return "few-at-once";
        }

        @Override
        public Position position() {
            return Position.ADMISSION; // before all other gates
        }

        @Override
        public void check(Problems problems) {
            problems.requireBetween("few-at-once.most", most, 1, 10_000);
        }

        @Override
        public ActivePolicy start(PolicyScope scope) {
            return new FewAtOnceGate(most, mode, scope);
        }

        @Override
        public String describe() {
            return "at most " + most + " attempts at once";
        }
    }

    /** The gate at work. What {@code tryEnter} lets in comes back once, through {@code exit} or {@code withdraw}. */
    static final class FewAtOnceGate implements Gate {
        private final int most;
        private final Mode mode;
        private final PolicyScope scope;
        private final AtomicInteger inside = new AtomicInteger();
        private final LongAdder wouldHaveRefused = new LongAdder();

        FewAtOnceGate(int most, Mode mode, PolicyScope scope) {
            this.most = most;
            this.mode = mode;
            this.scope = scope;
        }

        @Override
        public long tryEnter(CallTraits traits, long nowNanos) {
            if (inside.incrementAndGet() <= most) {
                return 0;
            }
            if (mode == Mode.OBSERVE) {
                wouldHaveRefused.increment();
                return 0;
            }
            inside.decrementAndGet();
            return REFUSED;
        }

        @Override
        public void exit(long token, Outcome outcome, long durationNanos, long nowNanos) {
            inside.decrementAndGet();
        }

        @Override
        public void withdraw(long token) {
            inside.decrementAndGet();
        }

        @Override
        public CallRejectedException rejection(long refusal, long nowNanos) {
            return new CallRejectedException(
                    scope.dependency(), "few-at-once", "few-at-once.most", 0, () -> most + " attempts are under way");
        }

        int inside() {
            return inside.get();
        }

        long wouldHaveRefused() {
            return wouldHaveRefused.sum();
        }
    }

    private final Watched watched = new Watched();

    @AfterEach
    void close() {
        watched.close();
    }

    @Test
    void standsInTheDescriptionWithTheOthers() {
        Dependency printer = watched.seakeep.dependency("printer", it -> it.with(new FewAtOnce(2, Mode.ENFORCE)));

        assertThat(printer.describe().lines().map(String::trim))
                .startsWith("printer")
                .satisfies(lines -> assertThat(lines.get(1)).startsWith("retry"))
                .satisfies(
                        lines -> assertThat(lines.get(2)).isEqualTo("few-at-once enforce   at most 2 attempts at once"))
                .satisfies(lines -> assertThat(lines.get(3)).startsWith("breaker"));
    }

    @Test
    void refusesAndSaysWhy() {
        Dependency printer = watched.seakeep.dependency("printer", it -> it.with(new FewAtOnce(1, Mode.ENFORCE)));

        try (Permit held = printer.acquire()) {
            CallRejectedException refused =
                    catchThrowableOfType(CallRejectedException.class, () -> printer.call(attempt -> "page"));
            assertThat(refused)
                    .hasMessage("call to printer refused by few-at-once: 1 attempts are under way;"
                            + " setting: few-at-once.most");
            held.succeed("page");
        }
        String page = printer.call(attempt -> "page");
        assertThat(page).isEqualTo("page");
    }

    @Test
    void getsBackWhatAnotherGateRefused() {
        Dependency printer = watched.seakeep.dependency("printer", it -> it.with(new FewAtOnce(1, Mode.ENFORCE)));
        printer.policy(CircuitBreaker.class).forceOpen();

        assertThatThrownBy(() -> printer.call(attempt -> "page")).hasMessageContaining("refused by breaker");

        assertThat(printer.policy(FewAtOnceGate.class).inside()).isZero();
    }

    @Test
    void onlyObservesWhenToldSo() {
        Dependency printer = watched.seakeep.dependency("printer", it -> it.with(new FewAtOnce(1, Mode.OBSERVE)));

        try (Permit first = printer.acquire();
                Permit second = printer.acquire()) {
            assertThat(printer.policy(FewAtOnceGate.class).wouldHaveRefused()).isOne();
        }
        assertThat(printer.policy(FewAtOnceGate.class).inside()).isZero();
    }

    @Test
    void aSettingThatCannotBeIsRefusedAtOnce() {
        assertThatThrownBy(() -> watched.seakeep.dependency("printer", it -> it.with(new FewAtOnce(0, Mode.ENFORCE))))
                .isInstanceOf(IllegalConfigurationException.class)
                .hasMessage("dependency printer: few-at-once.most must be between 1 and 10000: 0");
    }
}
