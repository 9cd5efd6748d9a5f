package io.seakeep.scenarios.clients.peers;

import io.seakeep.scenarios.clients.Library;
import io.seakeep.scenarios.clients.Terms;
import io.seakeep.scenarios.sim.Client;
import io.seakeep.scenarios.sim.World;

/**
 * Failsafe 3.3.2: its own classes, on a world's time, in the order that its guide recommends, which is
 * {@code with(retryPolicy, circuitBreaker, bulkhead, timeout)}. It has few defaults that one would run with, so what its guide shows stands in
 * for them.
 *
 * <ul>
 *   <li><b>Retry policy</b> with backoff from 1 to 30 s and a jitter of 10 %, but not of what an open breaker or a full bulkhead refused. By
 *       default there would be no delay, and a breaker that closes would be met by all that was refused at once, and open again.
 *   <li><b>Circuit breaker</b>: opens after 5 failures in a row, is half open after a minute, closes after 2 successes. By default a single
 *       failure would open it.
 *   <li><b>Bulkhead</b>: as many calls at once as are known to be enough, and none if that is not known, for it has no default; nobody waits.
 *   <li><b>Timeout</b>: after how long nobody wants to wait. It cancels the future of the request, of which no server here hears.
 *   <li><b>Keys</b>: one of each for each key.
 * </ul>
 *
 * <p>It takes a scheduler, but asks the JDK for the time and for chance, and its timeouts use a scheduler of its own whichever it was given. So
 * its classes are loaded once for each world, by a {@link RedirectingLoader} that sends what they ask for there.
 */
public final class Failsafe implements Library {

    private static final String CLIENT = RedirectingLoader.REDIRECTED + "FailsafeClient";

    @Override
    public Client client(World world, Terms terms) {
        RedirectingLoader loader = world.only(RedirectingLoader.class, RedirectingLoader::new);
        try {
            return (Client) loader.loadClass(CLIENT).getConstructor(Terms.class).newInstance(terms);
        } catch (ReflectiveOperationException broken) {
            throw new IllegalStateException("cannot make a " + CLIENT, broken);
        }
    }
}
