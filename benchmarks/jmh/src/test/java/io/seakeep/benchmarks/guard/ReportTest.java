package io.seakeep.benchmarks.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A guard that cannot fail is worthless. */
class ReportTest {

    private static final Comparison CALL = new Comparison("call", "two clock reads", () -> {
        throw new AssertionError("not to be run");
    });

    private static final List<Budget> BUDGETS = List.of(
            new Budget("call", 2, Figure.RATIO, 1.25, 1.5),
            new Budget("call", 2, Figure.INCREMENTS, 2.5, 2.5),
            new Budget("call", 2, Figure.BYTES, 0, 0));

    @Test
    void whatIsWithinItsTargetsPasses() {
        Report report = new Report(List.of(finding(fork(48, 40, 5, 0))));

        assertThat(report.failed()).isFalse();
        assertThat(report.text())
                .contains("holds", "1.20", "1.60 incr", "The guard passes")
                .doesNotContain("MISSES", "OVER");
    }

    @Test
    void aMissedTargetPassesButIsToldTwice() {
        Report report = new Report(List.of(finding(fork(52, 40, 5, 0))));

        assertThat(report.failed()).isFalse();
        assertThat(report.text())
                .contains("MISSES TARGET x floor")
                .contains("call, threads 2: 1.30 x floor, target 1.25, limit 1.50")
                .contains("The guard passes");
    }

    @Test
    void aRatioOverItsLimitFails() {
        Report report = new Report(List.of(finding(fork(64, 40, 50, 0))));

        assertThat(report.failed()).isTrue();
        assertThat(report.text())
                .contains("OVER LIMIT x floor")
                .contains("call, threads 2: 1.60 x floor, target 1.25, limit 1.50")
                .contains("The guard FAILS");
    }

    @Test
    void incrementsOverTheirLimitFail() {
        Report report = new Report(List.of(finding(fork(48, 40, 2, 0))));

        assertThat(report.failed()).isTrue();
        assertThat(report.text()).contains("4.00 increments above floor");
    }

    @Test
    void oneByteFails() {
        Report report = new Report(List.of(finding(fork(48, 40, 5, 0.01))));

        assertThat(report.failed()).isTrue();
        assertThat(report.text()).contains("0.01 B/op, target 0, limit 0");
    }

    @Test
    void oneOfManyIsEnough() {
        assertThat(new Report(List.of(finding(fork(48, 40, 5, 0)), finding(fork(64, 40, 5, 0)))).failed())
                .isTrue();
    }

    @Test
    void anUnluckyForkIsOutvoted() {
        Report report = new Report(List.of(finding(fork(44, 40, 5, 0), fork(90, 40, 5, 0), fork(48, 40, 5, 0))));

        assertThat(report.failed()).isFalse();
        assertThat(report.text()).contains("1.10..2.25");
    }

    @Test
    void whatWasNotMeasuredFails() {
        assertThat(new Report(List.of(finding())).failed()).isTrue();
        assertThat(new Report(List.of()).failed()).isTrue();
    }

    @Test
    void aSubjectThatWasNotMeasuredFails() {
        ForkResult onlyOurs = new ForkResult(Map.of(Role.OURS, new Samples(1, 1)), 0);

        assertThat(new Report(List.of(finding(onlyOurs))).failed()).isTrue();
    }

    @Test
    void aForkTellsWhatItMeasured() {
        ForkResult told =
                new ForkResult(Map.of(Role.OURS, new Samples(52.5, 1.0 / 3), Role.FLOOR, new Samples(41, 42)), 32);

        ForkResult heard = ForkResult.parse(Arrays.asList(("some other line\n" + told.print()).split("\n")));

        assertThat(heard.nanos(Role.OURS)).isEqualTo(told.nanos(Role.OURS));
        assertThat(heard.figure(Figure.RATIO)).isEqualTo(told.figure(Figure.RATIO));
        assertThat(heard.figure(Figure.BYTES)).isEqualTo(32);
        assertThat(heard.figure(Figure.INCREMENTS)).isNaN();
    }

    @Test
    void aForkThatSaidNothingMeasuredNothing() {
        ForkResult silent = ForkResult.parse(List.of("Exception in thread main"));

        assertThat(Figure.values())
                .allSatisfy(figure -> assertThat(silent.figure(figure)).isNaN());
        assertThat(new Report(List.of(finding(silent))).failed()).isTrue();
    }

    @Test
    void whatIsMeasuredTwiceIsSaidToBe() {
        Report report = new Report(List.of(measuredTwice(List.of(fork(64, 40, 50, 0)), List.of(fork(48, 40, 5, 0)))));

        assertThat(report.failed()).isFalse();
        assertThat(report.text())
                .contains("MISSES TARGET x floor, measured twice")
                .contains("measured twice, being over a limit at first:")
                .contains("call, threads 2: 1.60 x floor at first, 1.40 over all 2 forks, limit 1.50")
                .contains("The guard passes");
    }

    @Test
    void whatIsOverOnceMoreFailsAndIsSaidToBeMeasuredTwice() {
        Report report = new Report(List.of(measuredTwice(List.of(fork(64, 40, 50, 0)), List.of(fork(68, 40, 50, 0)))));

        assertThat(report.failed()).isTrue();
        assertThat(report.text())
                .contains("OVER LIMIT x floor, measured twice")
                .contains("call, threads 2: 1.60 x floor at first, 1.65 over all 2 forks, limit 1.50")
                .contains("The guard FAILS");
    }

    @Test
    void whatIsMeasuredOnceIsNotSaidToBeMeasuredTwice() {
        assertThat(new Report(List.of(finding(fork(48, 40, 5, 0)))).text()).doesNotContain("twice");
    }

    private static Finding finding(ForkResult... forks) {
        return measuredTwice(List.of(forks), List.of());
    }

    private static Finding measuredTwice(List<ForkResult> first, List<ForkResult> second) {
        return new Finding(CALL, 2, first, second, BUDGETS);
    }

    private static ForkResult fork(double ours, double floor, double increment, double bytes) {
        return new ForkResult(
                Map.of(
                        Role.OURS, new Samples(ours, ours),
                        Role.FLOOR, new Samples(floor, floor),
                        Role.INCREMENT, new Samples(increment, increment)),
                bytes);
    }
}
