package io.seakeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seakeep.CallStyle.CallEnd;
import io.seakeep.deadline.CallDeadline;
import io.seakeep.latency.Outcome;
import io.seakeep.retry.Backoff;
import io.seakeep.retry.Retry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The budget as calls meet it. */
class AttemptBudgetTest {

    private static final Retry TWO = Retry.of().attempts(2).backoff(Backoff.constant(Duration.ofMillis(1)));

    private final Fixture fixture = new Fixture();

    @ParameterizedTest
    @EnumSource
    void aSpentBudgetEndsTheCallWithItsFailure(CallStyle style) {
        Dependency dependency = with(AttemptBudget.windowed(0.1).floorPerSecond(0.1));
        IOException last = new IOException("last");

        style.call(
                fixture.time,
                dependency,
                new Script().fails(1, new IOException()).returns(1, "ok"));
        CallEnd end = style.call(fixture.time, dependency, new Script().fails(1, last));

        assertThat(end.failure()).isSameAs(last);
        assertThat(fixture.events).contains(new RetryRefused("d", 1, Outcome.FAILURE, RetryRefused.Reason.BUDGET));
    }

    @ParameterizedTest
    @EnumSource
    void anOutageIsNotMultiplied(CallStyle style) {
        Dependency dependency = with(AttemptBudget.standard());
        int attempts = 0;
        for (int i = 0; i < 2_000; i++) {
            Script script = new Script().fails(5, new IOException("down")).fails(5, new IOException("still down"));
            style.call(fixture.time, dependency, script);
            attempts += script.attempts.size();
        }
        long seconds = 2_000 * 5 / 1_000;
        assertThat(attempts - 2_000).isBetween(10, (int) (10 + 1.5 * seconds));
    }

    @ParameterizedTest
    @EnumSource
    void theConcurrentFormCountsWhatIsInFlight(CallStyle style) {
        Dependency dependency = with(AttemptBudget.concurrent(0).atLeast(1));
        for (int i = 0; i < 5; i++) {
            Script script = new Script().fails(1, new IOException()).returns(1, "ok");
            assertThat(style.call(fixture.time, dependency, script)).isEqualTo(CallEnd.of("ok"));
        }
        List<Permit> taken = new ArrayList<>();
        Permit holder = dependency.acquire();
        holder.fail(new IOException());
        assertThat(holder.retryIn()).isPresent();
        taken.add(holder.retry());

        CallEnd end = style.call(fixture.time, dependency, new Script().fails(1, new IOException("alone")));
        assertThat(end.failure()).hasMessage("alone");

        taken.get(0).close();
        Script again = new Script().fails(1, new IOException()).returns(1, "ok");
        assertThat(style.call(fixture.time, dependency, again)).isEqualTo(CallEnd.of("ok"));
    }

    @Test
    void whatCannotBeIsNamedAllAtOnce() {
        Problems problems = new Problems("dependency d");
        AttemptBudget.windowed(Double.NaN)
                .over(Duration.ofMillis(10))
                .floorPerSecond(-1)
                .check(problems);
        AttemptBudget.concurrent(1.5).atLeast(-1).check(problems);

        assertThat(problems.found())
                .containsExactly(
                        "budget.share must be between 0 and 1: NaN",
                        "budget.window must be between 1 s and 10 min: 10 ms",
                        "budget.floor-per-second must be between 0 and 1000: -1",
                        "budget.concurrent-share must be between 0 and 1: 1.5",
                        "budget.at-least must be between 0 and 1000: -1");
    }

    @Test
    void itIsDescribed() {
        assertThat(with(AttemptBudget.standard()).describe())
                .contains("10 % of the first attempts that succeed in 10 s, and 1 a second in any case");
    }

    private Dependency with(AttemptBudget budget) {
        return fixture.dependency(
                        "d",
                        builder -> builder.with(new Fixture.OffPolicy("none", Position.BREAKER))
                                .with(TWO)
                                .budget(budget))
                .idempotent();
    }

    @Test
    void theConcurrentFormAllowsAShareOfWhatIsInFlight() {
        Dependency dependency = with(AttemptBudget.concurrent(0.5).atLeast(0));
        List<Permit> inFlight = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            inFlight.add(dependency.acquire());
        }
        inFlight.add(retryOf(dependency)); // the first, of 4 and its own
        inFlight.add(retryOf(dependency)); // the second, of 5 and its own
        Permit refused = dependency.acquire();
        inFlight.remove(0).close();
        inFlight.remove(0).close();
        inFlight.remove(0).close();
        refused.fail(new IOException());

        assertThat(refused.retryIn()).isEmpty();
        inFlight.forEach(Permit::close);
    }

    private static Permit retryOf(Dependency dependency) {
        Permit permit = dependency.acquire();
        permit.fail(new IOException());
        assertThat(permit.retryIn()).isPresent();
        return permit.retry();
    }

    @Test
    void aRefusalSaysWhatIsSpent() {
        for (AttemptBudget budget : List.of(
                AttemptBudget.windowed(0.2).floorPerSecond(0.1),
                AttemptBudget.concurrent(0).atLeast(1))) {
            Dependency dependency = fixture.dependency(
                    "d" + (budget instanceof AttemptBudget.Concurrent ? "-concurrent" : ""),
                    builder -> builder.with(TWO).budget(budget));
            Permit first = dependency.idempotent().acquire();
            Permit second = dependency.idempotent().acquire();
            first.fail(new IOException());
            second.fail(new IOException());
            assertThat(first.retryIn()).isPresent();
            assertThat(second.retryIn()).isPresent();
            Permit taken = first.retry();

            assertThatThrownBy(second::retry)
                    .isInstanceOf(CallRejectedException.class)
                    .hasMessageContaining("refused by attempt-budget")
                    .hasMessageMatching(".*(20 % of the first attempts that succeeded in the last 10 s have been spent"
                            + "|1 extra attempts are in flight, and 1 may be).*");
            taken.close();
        }
    }

    @Test
    void aPermitIsRetriedOnlyWhenItSaysSo() {
        Dependency dependency = with(AttemptBudget.standard());
        Permit permit = dependency.acquire();
        assertThatThrownBy(permit::retry).isInstanceOf(IllegalStateException.class);
        assertThat(permit.fail(new IOException())).isTrue();
        assertThat(permit.fail(new IOException())).isFalse();
        assertThat(permit.succeed("late")).isFalse();
        assertThatThrownBy(permit::retry).isInstanceOf(IllegalStateException.class);
        assertThat(permit.retryIn()).contains(Duration.ofMillis(1));
        Permit second = permit.retry();
        assertThatThrownBy(permit::retry).isInstanceOf(IllegalStateException.class);
        assertThat(second.number()).isEqualTo(2);
        assertThat(second.retryIn()).as("while it is under way").isEmpty();
        assertThat(second.succeed("ok")).isTrue();
        assertThat(second.retryIn()).isEmpty();
    }

    @Test
    void whatIsWrongWithRetriesBudgetAndDeadlineStandsInOneException() {
        assertThatThrownBy(() -> fixture.dependency(
                        "d",
                        builder -> builder.with(Retry.of().attempts(0).backoff(Backoff.constant(Duration.ofDays(1))))
                                .with(CallDeadline.after(Duration.ofDays(2)))
                                .budget(AttemptBudget.windowed(-0.1))))
                .isInstanceOfSatisfying(
                        IllegalConfigurationException.class,
                        wrong -> assertThat(wrong.problems())
                                .containsExactlyInAnyOrder(
                                        "budget.share must be between 0 and 1: -0.1",
                                        "deadline.limit must be between 1 ms and 24 h: 48 h",
                                        "retry.attempts must be between 1 and 100: 0",
                                        "retry.backoff.first must be between 1 ms and 60 min: 24 h"));
    }

    @Test
    void anAttemptThatWasCancelledIsNotRetried() {
        Permit permit = with(AttemptBudget.standard()).acquire();
        permit.fail(new IOException());
        assertThat(permit.retryIn()).isPresent();
        Permit second = permit.retry();
        second.close();

        assertThat(second.retryIn()).isEmpty();
    }
}
