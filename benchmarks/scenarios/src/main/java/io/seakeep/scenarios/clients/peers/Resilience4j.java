package io.seakeep.scenarios.clients.peers;

import io.seakeep.scenarios.clients.Library;
import io.seakeep.scenarios.clients.Terms;
import io.seakeep.scenarios.sim.Client;
import io.seakeep.scenarios.sim.World;

/**
 * Resilience4j 2.4.0: its own classes, on a world's time, in the order that its guide gives ("the Resilience4j Aspects order"), which is
 * {@code Retry(CircuitBreaker(TimeLimiter(Bulkhead(call))))}.
 *
 * <ul>
 *   <li><b>Circuit breaker</b> as it is by default: open for 60 s once half of the last 100 calls have failed, closed again if fewer than half
 *       of 10 fail.
 *   <li><b>Bulkhead</b>: as many calls at once as are known to be enough, and else its default of 25; nobody waits. Since it is inside the time
 *       limiter, a call that was given up counts until it is answered.
 *   <li><b>Time limiter</b>: after how long nobody wants to wait. It does not stop the work.
 *   <li><b>Retry</b> with its exponential random backoff as it is by default (500 ms × 1.5, ± 50 %), but not of what an open breaker or a full
 *       bulkhead refused. By default it would be, and a breaker that closes would be met by all of that at once, and open again.
 *   <li><b>Keys</b>: one instance of each for each key, by name, through its registries.
 * </ul>
 *
 * <p>All that decides anything is given its time through its API: the breaker's clock and timestamps, and the executor of retries and time
 * limits. Only the time stamps of events, which nobody listens to, are real.
 */
public final class Resilience4j implements Library {

    @Override
    public Client client(World world, Terms terms) {
        return new Resilience4jClient(world, terms);
    }
}
