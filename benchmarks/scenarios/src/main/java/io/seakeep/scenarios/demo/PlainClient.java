package io.seakeep.scenarios.demo;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What is found in most services: a client with a timeout that was copied from somewhere. */
final class PlainClient implements Client {

    static final String NAME = "unguarded";
    static final Duration COPIED_TIMEOUT = Duration.ofSeconds(10);

    private final Endpoint endpoint;

    PlainClient(URI uri) {
        this.endpoint = new Endpoint(NAME, uri);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> describe() {
        return List.of("timeout    " + COPIED_TIMEOUT.toSeconds() + " s, copied from somewhere");
    }

    @Override
    public CompletableFuture<Integer> ask() {
        return endpoint.send(COPIED_TIMEOUT).thenApply(HttpResponse::statusCode);
    }

    @Override
    public Stance stance() {
        return Stance.timeout(COPIED_TIMEOUT.toMillis());
    }

    @Override
    public void close() {
        endpoint.close();
    }
}
