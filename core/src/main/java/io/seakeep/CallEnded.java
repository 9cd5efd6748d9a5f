package io.seakeep;

/**
 * Carries the end of a call to where its fallback is known; never seen outside. All that the code threw comes in one, so that what
 * comes without is known to be ours.
 */
final class CallEnded extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient AttemptEnd last;

    CallEnded(AttemptEnd last) {
        super(null, null, false, false);
        this.last = last;
    }

    AttemptEnd last() {
        return last;
    }
}
