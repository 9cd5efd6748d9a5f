package io.seakeep;

/**
 * What the caller has said of a call before making it, by the view of the {@link Dependency} it used. Policies read it;
 * it is immutable and shared by all calls through the same view.
 *
 * @param idempotent whether the call may reach the dependency twice without harm; false unless said
 * @param priority how much the call matters
 */
public record CallTraits(boolean idempotent, Priority priority) {

    /** Not known to be idempotent, of default priority. */
    public static final CallTraits DEFAULT = new CallTraits(false, Priority.DEFAULT);

    CallTraits withIdempotent() {
        return new CallTraits(true, priority);
    }

    CallTraits withPriority(Priority newPriority) {
        return new CallTraits(idempotent, newPriority);
    }
}
