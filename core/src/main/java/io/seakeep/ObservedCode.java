package io.seakeep;

import org.jspecify.annotations.Nullable;

/** The code of a call that is observed, on whichever thread it runs. */
final class ObservedCode<T extends @Nullable Object, X extends Exception> implements AttemptCode<T, X> {

    private final ObservedCall call;
    private final AttemptCode<T, X> code;

    ObservedCode(ObservedCall call, AttemptCode<T, X> code) {
        this.call = call;
        this.code = code;
    }

    /** The user's code. */
    static AttemptCode<?, ?> unwrapped(AttemptCode<?, ?> code) {
        return code instanceof ObservedCode<?, ?> observed ? observed.code : code;
    }

    @Override
    public T run(Attempt attempt) throws X {
        AttemptObservation observation = call.begin((AttemptState) attempt);
        if (observation == null) {
            return code.run(attempt);
        }
        AttemptObserver.Scope scope = observation.open();
        try {
            return code.run(attempt);
        } catch (Throwable failure) {
            // Errors too: the observer hears of whatever the caller gets.
            observation.failed(failure);
            throw failure;
        } finally {
            scope.close();
        }
    }
}
