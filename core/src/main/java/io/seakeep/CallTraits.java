package io.seakeep;

/**
 * What was said of a call before making it: by the view of the {@link Dependency} that it used, and by the {@link RequestContext} that its
 * thread is bound to. Policies read it; it is immutable and shared by all calls that are alike.
 *
 * @param idempotent whether the call may reach the dependency twice without harm; false unless said
 * @param priority how much the call matters
 * @param cohort which of {@value RequestContext#COHORTS} parts of all users or tenants the call belongs to, from 0 on, or {@link #NO_COHORT}
 */
public record CallTraits(boolean idempotent, Priority priority, int cohort) {

    /** Nobody said to which cohort the call belongs. */
    public static final int NO_COHORT = -1;

    private static final int COHORTS = RequestContext.COHORTS + 1;
    private static final Priority[] PRIORITIES = Priority.values();
    private static final CallTraits[] ALL = all();

    /** Not known to be idempotent, of default priority, of no cohort. */
    public static final CallTraits DEFAULT = of(false, Priority.DEFAULT, NO_COHORT);

    private static CallTraits[] all() {
        CallTraits[] all = new CallTraits[2 * PRIORITIES.length * COHORTS];
        for (Priority priority : PRIORITIES) {
            for (int cohort = NO_COHORT; cohort < RequestContext.COHORTS; cohort++) {
                all[indexOf(false, priority, cohort)] = new CallTraits(false, priority, cohort);
                all[indexOf(true, priority, cohort)] = new CallTraits(true, priority, cohort);
            }
        }
        return all;
    }

    private static int indexOf(boolean idempotent, Priority priority, int cohort) {
        return ((idempotent ? PRIORITIES.length : 0) + priority.ordinal()) * COHORTS + cohort + 1;
    }

    static CallTraits of(boolean idempotent, Priority priority, int cohort) {
        return ALL[indexOf(idempotent, priority, cohort)];
    }

    CallTraits withIdempotent() {
        return of(true, priority, cohort);
    }

    CallTraits withPriority(Priority newPriority) {
        return of(idempotent, newPriority, cohort);
    }

    /** The same for a call that is made for a request. Allocates nothing. */
    CallTraits within(Priority requestPriority, int requestCohort) {
        Priority counts = priority.within(requestPriority);
        return counts == priority && requestCohort == cohort ? this : of(idempotent, counts, requestCohort);
    }
}
