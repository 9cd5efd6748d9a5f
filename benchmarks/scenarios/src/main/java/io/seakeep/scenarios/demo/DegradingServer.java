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
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;

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
    private final ScheduledExecutorService way;
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
        this.way = Executors.newSingleThreadScheduledExecutor(Threads.daemons(name + "-way"));
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

    /** How many requests arrived since the course began. */
    long reached() {
        return IntStream.range(0, reached.length()).mapToLong(reached::get).sum();
    }

    URI uri() {
        InetSocketAddress address = server.getAddress();
        return URI.create("http://" + address.getAddress().getHostAddress() + ":" + address.getPort() + "/stock");
    }

    /** How many requests arrived during a phase, whatever became of them. */
    long reached(int phase) {
        return reached.get(phase);
    }

    private void take(HttpExchange exchange) {
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
            TimeUnit.MICROSECONDS.sleep(micros(work.millis()));
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return;
        }
        if (work.wayMillis() > 0) {
            way.schedule(() -> answer(exchange, work.status()), micros(work.wayMillis()), TimeUnit.MICROSECONDS);
        } else {
            answer(exchange, work.status());
        }
    }

    private static long micros(double millis) {
        return (long) (millis * 1_000);
    }

    private static void answer(HttpExchange exchange, int status) {
        try (exchange) {
            exchange.sendResponseHeaders(status, -1);
        } catch (IOException nobodyWaits) {
            // It has hung up, as clients may.
        }
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
        way.shutdownNow();
        readers.shutdownNow();
    }
}
