package io.seakeep.scenarios.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.seakeep.scenarios.proof.Length;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page does in a browser what it is for, with as many scenarios and clients as there may be. */
class ReportInChromiumTest {

    private static final String UNDRAWN =
            "document.querySelectorAll('[role=img]:is(.chart, .spark):not([data-drawn])').length";

    /** Charts over time, a percentile plot, and what stands in the overview. */
    private static final int CHARTS = Synthetic.SCENARIOS * (5 + 5 + 3 + 1 + 1 + 5);

    private static Chromium chromium;
    private static URI page;

    @BeforeAll
    static void openBrowser(@TempDir Path directory) throws IOException {
        Optional<Path> program = Chromium.installed();
        assumeTrue(program.isPresent(), "no Chromium is installed, so nobody has seen the report's charts draw");
        page = HtmlReport.write(
                        directory,
                        new Run("java -jar scenarios.jar ", "run all", 1, Length.FULL, 1),
                        Synthetic.results())
                .toUri();
        chromium = Chromium.start(program.get());
    }

    @AfterAll
    static void closeBrowser() throws Exception {
        if (chromium != null) {
            chromium.close();
        }
    }

    @ParameterizedTest(name = "{0} pixels wide, {1}")
    @CsvSource({"360, light", "360, dark", "1400, light", "1400, dark"})
    void everyChartIsDrawnAndNoScriptFails(int width, String scheme) {
        Tab tab = chromium.tab().width(width).colours(scheme);
        tab.open(URI.create(page + "#draw-all"));
        tab.waitFor("document.querySelectorAll('[data-drawn]').length === " + CHARTS);
        assertThat(tab.complaints()).isEmpty();
        assertThat(tab.number(UNDRAWN)).isZero();
        assertThat(tab.number("[...document.querySelectorAll('[role=img]:is(.chart, .spark)')]"
                        + ".filter(chart => [...chart.querySelectorAll('svg path[stroke-linejoin=bevel]')]"
                        + ".some(line => line.getBBox().width > 50)).length"))
                .isEqualTo(CHARTS);
        assertThat(tab.requests()).allMatch(request -> request.startsWith("file:") || request.startsWith("data:"));
        assertThat(tab.number("innerWidth")).isEqualTo(width);
        assertThat(tab.number("document.scrollingElement.scrollWidth")).isLessThanOrEqualTo(width);
    }

    @Test
    void chartsAreDrawnWhenTheyComeIntoView() {
        Tab tab = chromium.tab().width(1400).colours("light");
        tab.open(page);
        tab.waitFor("document.querySelectorAll('[data-drawn]').length > 0");
        assertThat(tab.number(UNDRAWN)).isGreaterThan(CHARTS / 2);
        tab.value("document.querySelector('article:last-of-type').scrollIntoView({behavior: 'instant'})");
        tab.waitFor("document.querySelectorAll('article:last-of-type [data-drawn]').length > 0");
        assertThat(tab.number("document.querySelectorAll('article:last-of-type [data-drawn]').length"))
                .isPositive();
    }
}
