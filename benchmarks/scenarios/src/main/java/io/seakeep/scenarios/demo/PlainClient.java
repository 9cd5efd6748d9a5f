package io.seakeep.scenarios.demo;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** What is found in most services: a client with a timeout that was copied from somewhere. */
final class PlainClient implements Client {

    private static final Duration COPIED_TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient http;
    private final HttpRequest request;

    PlainClient(HttpClient http, URI uri) {
        this.http = http;
        this.request = HttpRequest.newBuilder(uri).timeout(COPIED_TIMEOUT).build();
    }

    @Override
    public CompletableFuture<Integer> ask() {
        return http.sendAsync(request, HttpResponse.BodyHandlers.discarding()).thenApply(HttpResponse::statusCode);
    }
}
