package io.seakeep.scenarios.clients;

import io.seakeep.Attempt;
import io.seakeep.Dependency;
import io.seakeep.Priority;
import io.seakeep.RequestContext;
import io.seakeep.scenarios.sim.Client;
import io.seakeep.scenarios.sim.Order;
import io.seakeep.scenarios.sim.Outgoing;
import io.seakeep.scenarios.sim.World;
import java.util.ArrayList;
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
    private final List<List<Integer>> replicas = new ArrayList<>();

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
        return part(order.key()).callAsync(attempt -> {
            CompletableFuture<String> answer = order.sender().send(new Guarded(attempt));
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

    private List<Integer> numbered(int count) {
        while (replicas.size() <= count) {
            replicas.add(IntStream.range(0, replicas.size()).boxed().toList());
        }
        return replicas.get(count);
    }

    /** An attempt, as the sender sees it. */
    private final class Guarded implements Outgoing {

        private final Attempt attempt;

        Guarded(Attempt attempt) {
            this.attempt = attempt;
        }

        @Override
        public RequestContext request() {
            return RequestContext.current();
        }

        @Override
        public int replica(int count) {
            return attempt.pick(numbered(count));
        }

        @Override
        public void onAbandoned(Runnable action) {
            attempt.onCancel(action::run);
        }
    }
}
