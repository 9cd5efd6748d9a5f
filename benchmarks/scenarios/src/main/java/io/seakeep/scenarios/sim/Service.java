package io.seakeep.scenarios.sim;

import io.seakeep.CallRejectedException;
import io.seakeep.RequestContext;
import io.seakeep.RequestHeader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * A service whose work includes calls to others: it computes, and then makes its calls. As in an asynchronous server no worker is held while it
 * waits for them, and as in most servers nothing is stopped when the caller has hung up. What the caller says of the request comes as a
 * {@link RequestHeader}, as between real processes.
 */
public final class Service {

    private static final ServerFault BAD_GATEWAY = new ServerFault("what it needed failed");

    private final World world;
    private final Server server;
    private final double hopSeconds;
    private final Function<RequestContext, CompletableFuture<String>> calls;

    /**
     * @param server where it computes
     * @param hopSeconds how long its answer is under way
     * @param calls makes its calls for such a request
     */
    public Service(
            World world, Server server, double hopSeconds, Function<RequestContext, CompletableFuture<String>> calls) {
        this.world = world;
        this.server = server;
        this.hopSeconds = hopSeconds;
        this.calls = calls;
    }

    /** Sends it a request that says so much of itself; answers what it answers, some time. */
    public CompletableFuture<String> request(RequestContext said) {
        String header = RequestHeader.encode(said);
        RequestContext heard = header.isEmpty()
                ? RequestContext.none()
                : RequestHeader.decode(header, world.time()).request();
        CompletableFuture<String> answer = new CompletableFuture<>();
        server.request()
                .thenCompose(computed -> calls.apply(heard))
                .whenComplete((result, failure) -> world.after(hopSeconds, () -> {
                    if (failure == null) {
                        answer.complete(result);
                    } else {
                        answer.completeExceptionally(inItsWords(failure));
                    }
                }));
        return answer;
    }

    /** Who was turned away turns away, and does not say that it is broken: else its callers would take it for that. */
    private static Exception inItsWords(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof CallRejectedException refused) {
            return new Pushback(refused.retryAfter());
        }
        return cause instanceof Pushback pushback ? pushback : BAD_GATEWAY;
    }
}
