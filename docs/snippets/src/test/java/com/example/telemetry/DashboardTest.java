package com.example.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard of the docs asks for what a service really exports, and a real Prometheus has an answer to all of it. */
class DashboardTest {

    private static final int ORDERS = 60;

    private final HttpClient http = HttpClient.newHttpClient();
    private StockServer stock;
    private ShopService shop;
    private Dashboard dashboard;

    @BeforeEach
    void start() throws IOException {
        dashboard = Dashboard.read();
        stock = new StockServer();
        shop = new ShopService(stock.uri());
    }

    @AfterEach
    void stop() {
        shop.close();
        stock.close();
    }

    @Test
    void namesNothingThatIsNotExported_andLeavesNothingOut() throws Exception {
        order(1);
        assertThat(dashboard.metrics()).isEqualTo(shop.exported());
    }

    @Test
    void aRealPrometheusAnswersEveryPanel(@TempDir Path directory) throws Exception {
        Optional<Path> program = Prometheus.installed();
        assumeTrue(program.isPresent(), "no Prometheus is installed, so nobody has asked it what the dashboard asks");
        try (Prometheus prometheus = Prometheus.scraping(shop.uri(), program.get(), directory)) {
            order(1);
            prometheus.waitUntil("the service was scraped", () -> prometheus.number("up{job=\"service\"}") == 1);
            order(ORDERS - 1);
            prometheus.waitUntil(
                    "all calls were scraped",
                    () -> prometheus.number("sum(seakeep_calls_total{dependency=\"inventory\"})") == ORDERS);

            assertThat(Dashboard.metricsIn(prometheus.metrics())).containsAll(dashboard.metrics());
            assertThat(prometheus.number("sum(seakeep_rejections_total{policy=\"breaker\"})"))
                    .isPositive();
            assertThat(prometheus.number("sum(seakeep_retries_total)")).isPositive();
            assertThat(prometheus.number("sum(seakeep_hedges_sent_total)")).isPositive();
            assertThat(prometheus.number("sum(seakeep_attempts_total)"))
                    .as("attempts, of which some were called off before they were sent, and others are under way")
                    .isBetween(stock.requests() - 10.0, stock.requests() + 10.0)
                    .isGreaterThan(2 * ORDERS);
            assertThat(prometheus.number("histogram_quantile(0.5, sum by (le) (rate("
                            + "seakeep_attempt_latency_histogram_total{outcome=\"success\"}[1m])))"))
                    .isBetween(0.0, 0.1);
            for (String expression : dashboard.expressions()) {
                assertThat(prometheus.query(expression))
                        .as(expression)
                        .contains("\"status\":\"success\"")
                        .contains("\"value\":");
            }
        }
    }

    private void order(int times) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(shop.uri() + "/order")).build();
        for (int i = 0; i < times; i++) {
            assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
        }
    }
}
