package io.seakeep;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The code of an asynchronous call that is observed while it starts its attempt. */
final class ObservedAsyncCode<T extends @Nullable Object> implements AsyncCode<T> {

    private final ObservedCall call;
    private final AsyncCode<T> code;

    ObservedAsyncCode(ObservedCall call, AsyncCode<T> code) {
        this.call = call;
        this.code = code;
    }

    @Override
    public CompletionStage<T> start(Attempt attempt) throws Exception {
        AttemptObservation observation = call.begin((AttemptState) attempt);
        if (observation == null) {
            return code.start(attempt);
        }
        AttemptObserver.Scope scope = observation.open();
        try {
            return code.start(attempt);
        } finally {
            scope.close();
        }
    }
}
