package io.seakeep.scenarios.demo;

import io.seakeep.Dependency;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;

/** The same client, through Seakeep. */
final class GuardedClient implements Client {

    private final HttpClient http;
    private final HttpRequest.Builder request;
    private final Dependency stock;

    GuardedClient(HttpClient http, URI uri, Dependency stock) {
        this.http = http;
        this.request = HttpRequest.newBuilder(uri);
        this.stock = stock;
    }

    @Override
    public CompletableFuture<Integer> ask() {
        return stock.callAsync(attempt -> http.sendAsync(
                        request.copy().timeout(attempt.remaining()).build(), HttpResponse.BodyHandlers.discarding()))
                .thenApply(HttpResponse::statusCode);
    }
}
