package com.example.telemetry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.seakeep.AttemptBudget;
import io.seakeep.CallRejectedException;
import io.seakeep.Dependency;
import io.seakeep.Seakeep;
import io.seakeep.breaker.CircuitBreaker;
import io.seakeep.bulkhead.Bulkhead;
import io.seakeep.hedging.Hedge;
import io.seakeep.telemetry.SeakeepMetrics;
import io.seakeep.timeout.AdaptiveTimeout;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** A service with an HTTP endpoint that Prometheus scrapes. To take an order it asks another service what is in stock. */
final class ShopService implements AutoCloseable {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Seakeep seakeep = Seakeep.create();
    private final HttpClient http = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final HttpServer server;
    private final URI stock;
    private final Dependency inventory;
    private final Dependency prices;
    private final Dependency payments;

    ShopService(URI stock) throws IOException {
        this.stock = stock;
        new SeakeepMetrics(seakeep, Tags.of("application", "shop")).bindTo(registry);
        inventory = seakeep.dependency(
                "inventory",
                it -> it.with(Bulkhead.fixed(20))
                        .with(AdaptiveTimeout.falseTimeoutRate(0.01).interrupting())
                        .with(Hedge.budget(0.5).after(Duration.ofMillis(30)))
                        .budget(AttemptBudget.windowed(0.5).floorPerSecond(10)));
        prices = seakeep.dependency("prices");
        payments = seakeep.dependency("payments");
        payments.policy(CircuitBreaker.class).forceOpen();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/order", exchange -> answer(exchange, order()));
        server.createContext("/metrics", exchange -> answer(exchange, registry.scrape()));
        server.start();
    }

    /** The names of all series at the moment. */
    Set<String> exported() {
        return Dashboard.metricsIn(
                registry.scrape().lines().filter(line -> !line.startsWith("#")).collect(Collectors.joining("\n")));
    }

    /** The names of all meters of Seakeep's, as Micrometer has them. */
    Set<String> meters() {
        return registry.getMeters().stream()
                .map(meter -> meter.getId().getName())
                .collect(Collectors.toSet());
    }

    /** How many series Prometheus keeps of that dependency and key. */
    long series(String dependency, String key) {
        String tags = "dependency=\"" + dependency + "\",key=\"" + key + "\"";
        return registry.scrape().lines().filter(line -> line.contains(tags)).count();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private String order() {
        return ask(inventory.key("eu")) + ask(prices) + pay();
    }

    private String ask(Dependency dependency) {
        HttpRequest request = HttpRequest.newBuilder(stock).build();
        try {
            return dependency
                    .idempotent()
                    .callInterruptibly(attempt -> http.send(request, HttpResponse.BodyHandlers.ofString()))
                    .body();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return "interrupted";
        } catch (IOException failed) {
            return failed.toString();
        }
    }

    private String pay() {
        try {
            payments.run(attempt -> {});
            return "paid";
        } catch (CallRejectedException refused) {
            return refused.getMessage();
        }
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        seakeep.close();
    }
}
