package io.seakeep.benchmarks.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetTest {

    @ParameterizedTest
    @CsvSource({
        "0,      HOLDS",
        "1.25,   HOLDS",
        "1.2501, MISSES_TARGET",
        "1.5,    MISSES_TARGET",
        "1.5001, OVER_LIMIT",
        "NaN,    OVER_LIMIT",
        "Infinity, OVER_LIMIT"
    })
    void aFigureStandsToItsBudget(double value, Standing expected) {
        assertThat(new Budget("call", 1, Figure.RATIO, 1.25, 1.5).judge(value)).isEqualTo(expected);
    }

    @Test
    void nothingMeansNothing() {
        Budget nothing = new Budget("call", 1, Figure.BYTES, 0, 0);

        assertThat(nothing.judge(0)).isEqualTo(Standing.HOLDS);
        assertThat(nothing.judge(0.001)).isEqualTo(Standing.OVER_LIMIT);
    }

    @Test
    void aLimitBelowItsTargetIsRefused() {
        assertThatThrownBy(() -> new Budget("call", 1, Figure.RATIO, 2, 1))
                .hasMessageContaining("call")
                .hasMessageContaining("target=2.0, limit=1.0");
        assertThatThrownBy(() -> new Budget("call", 1, Figure.RATIO, Double.NaN, 1))
                .hasMessageContaining("NaN");
    }

    @Test
    void everyBudgetIsForSomethingThatIsMeasured() {
        assertThat(Budgets.committed())
                .allSatisfy(budget ->
                        assertThat(Catalogue.named(budget.comparison())).isNotNull());
    }

    @Test
    void everythingThatIsMeasuredHasABudget() {
        assertThat(Catalogue.all())
                .allSatisfy(
                        comparison -> assertThat(Budgets.of(comparison.name())).isNotEmpty());
    }

    @Test
    void noFigureHasTwoBudgets() {
        assertThat(Budgets.committed().stream().map(budget -> budget.comparison() + budget.threads() + budget.figure()))
                .doesNotHaveDuplicates();
    }
}
