package io.seakeep.scenarios.clients;

import io.seakeep.Attempt;
import io.seakeep.Dependency;
import io.seakeep.Priority;
import io.seakeep.RequestContext;
import io.seakeep.scenarios.sim.Client;
import io.seakeep.scenarios.sim.Order;
import io.seakeep.scenarios.sim.Outgoing;
import io.seakeep.scenarios.sim.World;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A dependency of this library, for calls that may be repeated. */
final class SeakeepClient implements Client {

    private final World world;
    private final Dependency dependency;
    private final Set<Part> without;
    private final Map<Integer, List<List<Integer>>> replicas = new HashMap<>();
    private int calls;

    SeakeepClient(World world, Dependency dependency, Set<Part> without) {
        this.world = world;
        this.dependency = dependency;
        this.without = without;
    }

    @Override
    public CompletableFuture<String> call(Order order) {
        RequestContext request = heeded(order.request());
        if (request.equals(RequestContext.none())) {
            return callNow(order);
        }
        return request.call(() -> callNow(order));
    }

    /** What it is told, but for what is taken out. */
    private RequestContext heeded(RequestContext said) {
        RequestContext timely =
                has(Part.DEADLINE) ? said : RequestContext.none().withPriority(said.priority());
        return has(Part.PRIORITIES) ? timely : timely.withPriority(Priority.DEFAULT);
    }

    private CompletableFuture<String> callNow(Order order) {
        int turn = calls++;
        return part(order.key()).callAsync(attempt -> {
            CompletableFuture<String> answer = order.sender().send(new Guarded(attempt, turn));
            return has(Part.CENSORING) ? answer : ForgottenTimeouts.of(world, attempt, answer);
        });
    }

    private Dependency part(@Nullable String key) {
        return key == null || !has(Part.KEYS) ? dependency : dependency.key(key);
    }

    private boolean has(Part part) {
        return !without.contains(part);
    }

    @Override
    public Map<Gauge, DoubleSupplier> gauges() {
        return SeakeepGauges.of(dependency);
    }

    @Override
    public Map<Gauge, DoubleSupplier> gauges(String key) {
        return SeakeepGauges.of(part(key));
    }

    /** In turn each of them is the first. */
    private List<Integer> inTurn(int count, int turn) {
        return replicas.computeIfAbsent(count, SeakeepClient::rotations).get(turn % count);
    }

    private static List<List<Integer>> rotations(int count) {
        return IntStream.range(0, count)
                .mapToObj(first -> IntStream.range(first, first + count)
                        .mapToObj(number -> number % count)
                        .toList())
                .toList();
    }

    /** An attempt, as the sender sees it. */
    private final class Guarded implements Outgoing {

        private final Attempt attempt;
        private final int turn;

        /** @param turn which of the replicas it would go to if all were alike */
        Guarded(Attempt attempt, int turn) {
            this.attempt = attempt;
            this.turn = turn;
        }

        @Override
        public RequestContext request() {
            return RequestContext.current();
        }

        @Override
        public int replica(int count) {
            return attempt.pick(inTurn(count, turn));
        }

        @Override
        public void onAbandoned(Runnable action) {
            attempt.onCancel(action::run);
        }
    }
}
