package io.seakeep.scenarios.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Random;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The dependency: a real HTTP server on loopback with a few workers and a queue before them, so that work that comes faster
 * than it is done piles up, as it does in a real one.
 */
final class DegradingServer implements AutoCloseable {

    private final Course course;
    private final HttpServer server;
    private final ThreadPoolExecutor workers;
    private final AtomicLongArray reached;
    private final Random random;

    DegradingServer(String name, Course course, int workerCount, long seed) {
        this.course = course;
        this.reached = new AtomicLongArray(course.phases().size());
        this.random = new Random(seed);
        this.workers = new ThreadPoolExecutor(
                workerCount, workerCount, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Threads.daemons(name));
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noSocket) {
            throw new UncheckedIOException(noSocket);
        }
        server.setExecutor(workers);
        server.createContext("/stock", this::answer);
        server.start();
    }

    URI uri() {
        InetSocketAddress address = server.getAddress();
        return URI.create("http://" + address.getAddress().getHostAddress() + ":" + address.getPort() + "/stock");
    }

    /** Counts from here on: what came before was preparation. */
    void startCounting() {
        for (int phase = 0; phase < reached.length(); phase++) {
            reached.set(phase, 0);
        }
    }

    /** How many requests of a phase a worker has seen. */
    long reached(int phase) {
        return reached.get(phase);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            int phase = course.at(System.nanoTime());
            reached.incrementAndGet(phase);
            Phase.Work work = course.phases().get(phase).draw(random);
            work(work.millis());
            exchange.sendResponseHeaders(work.status(), -1);
        }
    }

    private static void work(double millis) {
        try {
            TimeUnit.MICROSECONDS.sleep((long) (millis * 1_000));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
