package io.seakeep.scenarios.limits;

import java.time.Duration;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** What the rivals are measured by. Twenty workers that take 50 ms can do 400 requests a second. */
final class Shapes {

    private static final int WORKERS = 20;
    private static final double CAPACITY = 400;
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration SPAN = Duration.ofMinutes(5);
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Shape.Course NOTHING = (second, server) -> {};

    private Shapes() {}

    static List<Shape> all(ServiceTime service) {
        return List.of(
                shape("steady, 0.7 x", service, constant(0.7), NOTHING),
                shape("overload, 2 x", service, constant(2), NOTHING),
                shape("overload, 5 x", service, constant(5), NOTHING),
                shape("capacity 1, 1/2, 2", service, constant(1.5), Shapes::step),
                leak(service),
                shape("fast failures", service, constant(1.2), Shapes::fastFailures),
                shape("turned away, flat", service, constant(8), (second, server) -> {
                    server.workers(Integer.MAX_VALUE);
                    server.most(50);
                }),
                shape("bursts", service, second -> second % 8 < 3 ? 3 * CAPACITY : 0.1 * CAPACITY, NOTHING));
    }

    private static Shape shape(String name, ServiceTime service, DoubleUnaryOperator rate, Shape.Course course) {
        return new Shape(name, WORKERS, service, PATIENCE, SPAN, WARM_UP, rate, course);
    }

    /** Twice as slow after two hours, with more asked for than can be done all the time. */
    private static Shape leak(ServiceTime service) {
        Duration span = Duration.ofHours(2);
        return new Shape(
                "leak over 2 h",
                WORKERS / 4,
                service,
                PATIENCE,
                span,
                WARM_UP,
                constant(1.3 / 4),
                (second, server) -> server.slowness(1 + second / span.toSeconds()));
    }

    private static DoubleUnaryOperator constant(double load) {
        return second -> load * CAPACITY;
    }

    private static void step(double second, Server server) {
        server.workers(second < 100 ? WORKERS : second < 200 ? WORKERS / 2 : 2 * WORKERS);
    }

    private static void fastFailures(double second, Server server) {
        server.errorShare(second > 100 && second < 200 ? 0.6 : 0);
    }
}
