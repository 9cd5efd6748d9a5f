package com.example.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.seakeep.Dependency;
import io.seakeep.Seakeep;
import io.seakeep.breaker.CircuitBreaker;
import io.seakeep.telemetry.MicrometerObservations;
import io.seakeep.telemetry.SeakeepMetrics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page on telemetry: what is bound in three lines, and that its table has all meters. */
class TelemetryTest {

    /** What an application does with events. */
    static final class Pager {
        final BlockingQueue<String> pages = new LinkedBlockingQueue<>();

        void tell(String message) {
            pages.add(message);
        }
    }

    private final Pager pager = new Pager();
    private final List<String> spans = new ArrayList<>();

    @Test
    void metersEventsAndSpans() throws Exception {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        ObservationRegistry observations = ObservationRegistry.create();

        Seakeep seakeep = Seakeep.builder()
                .observer(new MicrometerObservations(observations))
                .listener(event -> pager.tell(event.message()))
                .build();
        new SeakeepMetrics(seakeep).bindTo(registry);

        observations.observationConfig().observationHandler(new Spans());
        Dependency inventory = seakeep.dependency("inventory");
        inventory.call(attempt -> "answer");
        inventory.policy(CircuitBreaker.class).forceOpen();
        assertThat(registry.scrape())
                .contains("seakeep_calls_total{dependency=\"inventory\",key=\"none\"} 1.0")
                .contains("seakeep_breaker_state{dependency=\"inventory\",key=\"none\",state=\"forced-open\"} 1.0");
        assertThat(spans).containsExactly("attempt at inventory");
        assertThat(pager.pages.poll(10, TimeUnit.SECONDS)).startsWith("guarding inventory");
        assertThat(pager.pages.poll(10, TimeUnit.SECONDS)).contains("CLOSED -> FORCED_OPEN");
        seakeep.close();
    }

    /** Of the page's table, against what a service with all policies exports. */
    @Test
    void thePageNamesEveryMeter() throws Exception {
        String page = Files.readString(Path.of("..", "telemetry.md"));
        String table = page.substring(page.indexOf("| meter |"), page.indexOf("A policy of your own"));
        Set<String> named = new TreeSet<>();
        for (String row : table.split("\n")) {
            List<String> names = Pattern.compile("`([a-z.]+)`")
                    .matcher(row.split("\\|")[1])
                    .results()
                    .map(MatchResult::group)
                    .map(name -> name.replace("`", ""))
                    .toList();
            for (String name : names) {
                named.add(
                        name.startsWith(".")
                                ? names.get(0).substring(0, names.get(0).lastIndexOf('.')) + name
                                : name);
            }
        }
        try (StockServer stock = new StockServer();
                ShopService shop = new ShopService(stock.uri())) {
            assertThat(named).isEqualTo(shop.meters());
            assertThat(shop.series("inventory", "none"))
                    .as("the series that the page says a dependency has")
                    .isEqualTo(Integer.parseInt(page.replaceAll("(?s).*has (\\d+) series.*", "$1")));
        }
    }

    private final class Spans implements ObservationHandler<Observation.Context> {

        @Override
        public boolean supportsContext(Observation.Context context) {
            return true;
        }

        @Override
        public void onStop(Observation.Context context) {
            spans.add(context.getContextualName());
        }
    }
}
