package io.seakeep.scenarios.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The dependency: a real HTTP server on loopback with a few workers and a queue before them. Work that comes faster than it is
 * done piles up, as it does in a real one; what the queue has no room for gets a 503 at once. A worker does not know
 * whether anybody still waits for the answer.
 */
final class DegradingServer implements AutoCloseable {

    private static final int READERS = 2;

    private final Course course;
    private final AtomicLongArray reached;
    private final Random random;
    private final ExecutorService readers;
    private final ThreadPoolExecutor workers;
    private final HttpServer server;

    DegradingServer(String name, Course course, Capacity capacity, long seed) {
        this.course = course;
        this.reached = new AtomicLongArray(course.phases().size());
        this.random = new Random(seed);
        this.readers = Executors.newFixedThreadPool(READERS, Threads.daemons(name + "-reader"));
        this.workers = new ThreadPoolExecutor(
                capacity.workers(),
                capacity.workers(),
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(capacity.queue()),
                Threads.daemons(name + "-worker"));
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noSocket) {
            throw new UncheckedIOException(noSocket);
        }
        server.setExecutor(readers);
        server.createContext("/stock", this::take);
        server.start();
    }

    /**
     * What a dependency has room for.
     *
     * @param workers how many requests it works on at once
     * @param queue how many more may wait
     */
    record Capacity(int workers, int queue) {}

    URI uri() {
        InetSocketAddress address = server.getAddress();
        return URI.create("http://" + address.getAddress().getHostAddress() + ":" + address.getPort() + "/stock");
    }

    /** How many requests arrived during a phase, whatever became of them. */
    long reached(int phase) {
        return reached.get(phase);
    }

    private void take(HttpExchange exchange) throws IOException {
        if (course.hasBegun()) {
            reached.incrementAndGet(course.at(System.nanoTime()));
        }
        try {
            workers.execute(() -> serve(exchange));
        } catch (RejectedExecutionException full) {
            answer(exchange, 503);
        }
    }

    private void serve(HttpExchange exchange) {
        Behaviour.Work work = course.phaseAt(System.nanoTime()).behaviour().draw(random);
        try {
            TimeUnit.MICROSECONDS.sleep((long) (work.millis() * 1_000));
            answer(exchange, work.status());
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } catch (IOException nobodyWaits) {
            exchange.close();
        }
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
        readers.shutdownNow();
    }
}
