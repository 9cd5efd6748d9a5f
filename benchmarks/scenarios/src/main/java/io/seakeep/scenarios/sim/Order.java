package io.seakeep.scenarios.sim;

import io.seakeep.Priority;
import io.seakeep.RequestContext;
import org.jspecify.annotations.Nullable;

/**
 * One call, as the code that makes it says it.
 *
 * @param sender sends a request of it
 * @param key which part of the dependency it goes to, or null if that has no parts
 * @param request what it has to keep to: how long somebody waits for it, and how much depends on it. Only a client that knows of such
 *     things does
 */
public record Order(Sender sender, @Nullable String key, RequestContext request) {

    /** One of which nothing more is known. */
    public static Order of(Sender sender) {
        return new Order(sender, null, RequestContext.none());
    }

    /** The same, to a part of the dependency. */
    public Order key(String newKey) {
        return new Order(sender, newKey, request);
    }

    /** The same, with another priority. */
    public Order priority(Priority priority) {
        return new Order(sender, key, request.withPriority(priority));
    }

    /** The same, for whom it is made. */
    public Order within(RequestContext newRequest) {
        return new Order(sender, key, newRequest);
    }
}
