package com.example.uses;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;

/** A server that hears the first request and never answers it, and knows when the caller has hung up. */
final class SilentServer implements AutoCloseable {

    private final ServerSocket server;
    private final CompletableFuture<Void> asked = new CompletableFuture<>();
    private final CompletableFuture<Void> hungUp = new CompletableFuture<>();

    SilentServer() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread listener = new Thread(this::listen, "silent-server");
        listener.setDaemon(true);
        listener.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
    }

    /** Completes when a request has begun to come in. */
    CompletableFuture<Void> asked() {
        return asked;
    }

    /** Completes when the caller has closed the connection. */
    CompletableFuture<Void> hungUp() {
        return hungUp;
    }

    private void listen() {
        try (Socket caller = server.accept()) {
            InputStream in = caller.getInputStream();
            while (in.read() >= 0) {
                asked.complete(null);
            }
            hungUp.complete(null);
        } catch (SocketException reset) {
            hungUp.complete(null);
        } catch (IOException unexpected) {
            throw new UncheckedIOException(unexpected);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
