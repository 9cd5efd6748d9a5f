package io.seakeep.bulkhead;

import io.seakeep.CallTraits;
import io.seakeep.Priority;
import io.seakeep.RequestContext;
import java.util.Arrays;
import java.util.Locale;

/**
 * Whom a bulkhead lets in, as far as it is decided beforehand: how many permits attempts of each priority have to leave free for
 * more important ones, and which cohorts of each it takes at all. Immutable.
 */
final class Admission {

    /** How many cohorts there are. */
    static final int COHORTS = RequestContext.COHORTS;

    /** Everybody, while there are permits. */
    static final Admission OPEN = new Admission(zeros(), all(), 0);

    private final int[] keeps;
    private final int[] cohortsTaken;
    private final int rotation;

    /**
     * Takes over the arrays, which are in the order of priorities.
     *
     * @param rotation the cohort that is the first to be taken
     */
    Admission(int[] keeps, int[] cohortsTaken, int rotation) {
        this.keeps = keeps;
        this.cohortsTaken = cohortsTaken;
        this.rotation = rotation;
    }

    private static int[] zeros() {
        return new int[Priority.values().length];
    }

    private static int[] all() {
        int[] all = zeros();
        Arrays.fill(all, COHORTS);
        return all;
    }

    /** How many permits an attempt of this priority has to leave free. */
    int keep(Priority priority) {
        return keeps[priority.ordinal()];
    }

    /** Whether anybody has to leave permits free. */
    boolean reserves() {
        return Arrays.stream(keeps).anyMatch(keep -> keep > 0);
    }

    /** The same, but whoever has to leave permits free leaves so many more. */
    Admission keepingMore(int more) {
        return more == 0
                ? this
                : new Admission(
                        Arrays.stream(keeps)
                                .map(keep -> keep == 0 ? 0 : keep + more)
                                .toArray(),
                        cohortsTaken,
                        rotation);
    }

    /** How many of the 128 cohorts of this priority are taken. */
    int cohortsTaken(Priority priority) {
        return cohortsTaken[priority.ordinal()];
    }

    /** Whether that cohort, from 0 to 127, is taken. Who has none is taken as far as there are permits. */
    boolean takes(Priority priority, int cohort) {
        return cohort == CallTraits.NO_COHORT || ((cohort - rotation) & (COHORTS - 1)) < cohortsTaken(priority);
    }

    /** Who has to leave how many permits free, or loses which part of its cohorts; empty if nobody does. */
    String explain() {
        StringBuilder text = new StringBuilder();
        for (Priority priority : Priority.values()) {
            String name = priority.name().toLowerCase(Locale.ROOT);
            if (keep(priority) > 0) {
                text.append("; ")
                        .append(name)
                        .append(" leaves ")
                        .append(keep(priority))
                        .append(" free");
            }
        }
        return text.toString();
    }
}
