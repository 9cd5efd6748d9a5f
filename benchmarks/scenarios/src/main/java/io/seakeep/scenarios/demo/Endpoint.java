package io.seakeep.scenarios.demo;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Where a dependency is, and an HTTP client of one's own to ask it with. */
final class Endpoint implements AutoCloseable {

    private static final int THREADS = 2;

    private final ExecutorService threads;
    private final HttpClient http;
    private final HttpRequest.Builder request;

    Endpoint(String client, URI uri) {
        this.threads = Executors.newFixedThreadPool(THREADS, Threads.daemons(client + "-http"));
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .executor(threads)
                .build();
        this.request = HttpRequest.newBuilder(uri);
    }

    /** Sends a request that the HTTP client gives up after this time. */
    CompletableFuture<HttpResponse<Void>> send(Duration timeout) {
        return http.sendAsync(request.copy().timeout(timeout).build(), HttpResponse.BodyHandlers.discarding());
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
