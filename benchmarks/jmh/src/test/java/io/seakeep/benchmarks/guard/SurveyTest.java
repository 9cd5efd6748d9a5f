package io.seakeep.benchmarks.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is over by chance gets a second chance, what is slower does not get away with it. */
class SurveyTest {

    private static final double FLOOR = 40;
    private static final double WITHIN = 48;
    private static final double OVER = 64;

    private static final Comparison CALL = comparison("call");
    private static final Comparison OTHER = comparison("other");

    @Test
    void whatIsWithinItsLimitsIsMeasuredOnce() throws InterruptedException {
        Finding call = measure(CALL, 0, WITHIN, WITHIN, OVER, WITHIN, OVER);

        assertThat(call.forks()).hasSize(5);
        assertThat(call.measuredTwice()).isFalse();
        assertThat(call.standing()).isEqualTo(Standing.HOLDS);
    }

    @Test
    void whatIsOverOnlyInTheFirstFiveIsNotOverAfterAll() throws InterruptedException {
        Finding call = measure(CALL, 0, OVER, WITHIN, OVER, WITHIN, OVER, WITHIN, WITHIN, WITHIN, WITHIN, WITHIN);

        assertThat(call.forks()).hasSize(5);
        assertThat(call.secondForks()).hasSize(5);
        assertThat(call.firstFigure(Figure.RATIO).value()).isEqualTo(OVER / FLOOR);
        assertThat(call.figure(Figure.RATIO).value()).isEqualTo(WITHIN / FLOOR);
        assertThat(call.standing()).isEqualTo(Standing.HOLDS);
    }

    @Test
    void whatIsTrulyOverStaysSo() throws InterruptedException {
        Finding call = measure(CALL, 0, OVER, OVER, OVER, WITHIN, WITHIN, OVER, OVER, OVER, WITHIN, WITHIN);

        assertThat(call.measuredTwice()).isTrue();
        assertThat(call.standing()).isEqualTo(Standing.OVER_LIMIT);
    }

    @Test
    void theSecondFiveAloneDoNotAcquit() throws InterruptedException {
        Finding call = measure(CALL, 0, OVER, OVER, OVER, OVER, OVER, OVER, WITHIN, WITHIN, WITHIN, WITHIN);

        assertThat(call.standing()).isEqualTo(Standing.OVER_LIMIT);
    }

    @Test
    void onlyRowsOverALimitAreMeasuredAgain() throws InterruptedException {
        Finding over = finding(CALL);
        Finding within = finding(OTHER);
        List<String> order = new ArrayList<>();

        new Survey((comparison, threads) -> {
                    order.add(comparison.name());
                    return fork(comparison == CALL ? OVER : WITHIN, 0);
                })
                .measure(List.of(over, within));

        assertThat(over.secondForks()).hasSize(5);
        assertThat(within.secondForks()).isEmpty();
        assertThat(order)
                .as("the whole list for each fork, and then the second measuring")
                .containsExactlyElementsOf(Stream.concat(
                                Stream.generate(() -> List.of("call", "other"))
                                        .limit(5)
                                        .flatMap(List::stream),
                                Stream.generate(() -> "call").limit(5))
                        .toList());
    }

    @Test
    void bytesAreExactAndNotMeasuredAgain() throws InterruptedException {
        Finding call = measure(CALL, 1, WITHIN, WITHIN, WITHIN, WITHIN, WITHIN);

        assertThat(call.measuredTwice()).isFalse();
        assertThat(call.standing()).isEqualTo(Standing.OVER_LIMIT);
    }

    @Test
    void aSecondMeasuringForTimesDoesNotAcquitBytes() throws InterruptedException {
        Finding call = finding(CALL);
        Iterator<ForkResult> results = Stream.concat(
                        Stream.generate(() -> fork(OVER, 1)).limit(5),
                        Stream.generate(() -> fork(1, 0)).limit(5))
                .iterator();

        new Survey((comparison, threads) -> results.next()).measure(List.of(call));

        assertThat(call.measuredTwice()).isTrue();
        assertThat(call.figure(Figure.BYTES).value()).isEqualTo(1);
        assertThat(call.standing()).isEqualTo(Standing.OVER_LIMIT);
    }

    @Test
    void whatCouldNotBeMeasuredIsNotMeasuredAgain() throws InterruptedException {
        Finding call = finding(CALL);
        List<String> tried = new ArrayList<>();

        new Survey((comparison, threads) -> {
                    tried.add(comparison.name());
                    throw new IOException("fork failed");
                })
                .measure(List.of(call));

        assertThat(tried).hasSize(5);
        assertThat(call.standing()).isEqualTo(Standing.OVER_LIMIT);
    }

    /** Each fork has ours take as long as the next of these says; there must be one for each fork and no more. */
    private static Finding measure(Comparison comparison, double bytes, double... ours) throws InterruptedException {
        Finding finding = finding(comparison);
        Iterator<Double> nanos = Arrays.stream(ours).iterator();
        new Survey((ignored, threads) -> fork(nanos.next(), bytes)).measure(List.of(finding));
        assertThat(nanos.hasNext()).as("forks that were not run").isFalse();
        return finding;
    }

    private static Finding finding(Comparison comparison) {
        return new Finding(
                comparison,
                2,
                new ArrayList<>(),
                new ArrayList<>(),
                List.of(
                        new Budget(comparison.name(), 2, Figure.RATIO, 1.25, 1.5),
                        new Budget(comparison.name(), 2, Figure.BYTES, 0, 0)));
    }

    private static ForkResult fork(double ours, double bytes) {
        return new ForkResult(Map.of(Role.OURS, new Samples(ours), Role.FLOOR, new Samples(FLOOR)), bytes);
    }

    private static Comparison comparison(String name) {
        return new Comparison(name, "two clock reads", () -> {
            throw new AssertionError("not to be run");
        });
    }
}
