package com.example.uses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.seakeep.CallRejectedException;
import io.seakeep.Dependency;
import io.seakeep.Fallback;
import io.seakeep.RequestContext;
import io.seakeep.RequestHeader;
import io.seakeep.Seakeep;
import io.seakeep.deadline.CallDeadline;
import io.seakeep.retry.Backoff;
import io.seakeep.retry.Retry;
import io.seakeep.time.Deadline;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A deadline that goes with the request from service to service, retries that do not multiply on the way, and fallbacks. */
@Timeout(20)
class DeadlineTest {

    /** Where requests come in: whatever is called while one is worked on keeps to what its sender said. */
    static final class RequestFilter extends Filter {
        private final Seakeep seakeep;

        RequestFilter(Seakeep seakeep) {
            this.seakeep = seakeep;
        }

        @Override
        public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
            String header = exchange.getRequestHeaders().getFirst(RequestHeader.NAME);
            seakeep.request(header).call(() -> {
                chain.doFilter(exchange);
                return null;
            });
        }

        @Override
        public String description() {
            return "binds the thread to the request's deadline";
        }
    }

    /** Where requests go out. */
    static final class Client {
        private final HttpClient http = HttpClient.newHttpClient();
        private final Dependency dependency;

        Client(Dependency dependency) {
            this.dependency = dependency;
        }

        int get(URI uri) throws IOException, InterruptedException {
            HttpResponse<Void> response = dependency.idempotent().callInterruptibly(attempt -> {
                HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(attempt.remaining());
                String header = RequestHeader.encode(RequestContext.current());
                if (!header.isEmpty()) {
                    request.header(RequestHeader.NAME, header);
                }
                return http.send(request.build(), BodyHandlers.discarding());
            });
            return response.statusCode();
        }
    }

    @Test
    void travelsFromServiceToService() throws Exception {
        List<String> seenByStock = Collections.synchronizedList(new ArrayList<>());
        try (Watched watched = new Watched();
                Service stock = new Service(watched.seakeep, exchange -> {
                    seenByStock.add(exchange.getRequestHeaders().getFirst(RequestHeader.NAME));
                    return seenByStock.size() == 1 ? 503 : 200;
                })) {
            Client toStock = new Client(watched.seakeep.dependency("stock"));
            try (Service shop = new Service(watched.seakeep, exchange -> toStock.get(stock.uri()))) {
                Client toShop = new Client(
                        watched.seakeep.dependency("shop", it -> it.with(CallDeadline.after(Duration.ofSeconds(2)))));

                assertThat(toShop.get(shop.uri())).isEqualTo(200);
            }
        }
        // The shop retried, after up to 50 ms, and the second request says that it is a retry. Were the stock to call
        // others
        // for it, those calls would not be retried again.
        assertThat(seenByStock.get(0)).isEqualTo("remaining-ms=1999");
        assertThat(seenByStock.get(1)).matches("remaining-ms=19[4-9]\\d, retry");
    }

    @Test
    void refusesWhatNobodyWaitsFor() {
        try (Watched watched = new Watched()) {
            Client client = new Client(watched.seakeep.dependency("stock"));
            RequestContext late = RequestContext.none().withDeadline(Deadline.after(Duration.ZERO, watched.time));

            assertThatThrownBy(() -> late.call(() -> client.get(URI.create("http://127.0.0.1:1/"))))
                    .isInstanceOf(CallRejectedException.class)
                    .hasMessageContaining("refused by deadline");
        }
    }

    @Test
    void answersWithSomethingElseWhenAllAttemptsFailed() throws Exception {
        try (Watched watched = new Watched()) {
            Dependency prices = watched.seakeep
                    .dependency(
                            "prices",
                            it -> it.with(Retry.of()
                                    .attempts(3)
                                    .backoff(Backoff.fullJitter(Duration.ofMillis(10), Duration.ofMillis(100)))))
                    .idempotent();
            List<Integer> attempts = new ArrayList<>();

            String price = prices.call(
                    attempt -> {
                        attempts.add(attempt.number());
                        throw new IOException("reset");
                    },
                    Fallback.value("yesterday's price"));

            assertThat(price).isEqualTo("yesterday's price");
            assertThat(attempts).containsExactly(1, 2, 3);
        }
    }

    /** What a service does with a request; answers the status. */
    private interface Handler {
        int status(HttpExchange exchange) throws IOException, InterruptedException;
    }

    private static final class Service implements AutoCloseable {
        private final HttpServer server;

        Service(Seakeep seakeep, Handler handler) throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> answer(exchange, handler))
                    .getFilters()
                    .add(new RequestFilter(seakeep));
            server.start();
        }

        private static void answer(HttpExchange exchange, Handler handler) throws IOException {
            try {
                exchange.sendResponseHeaders(handler.status(exchange), -1);
            } catch (InterruptedException shutDown) {
                Thread.currentThread().interrupt();
            } finally {
                exchange.close();
            }
        }

        URI uri() {
            return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + '/');
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
