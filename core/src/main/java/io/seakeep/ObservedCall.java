package io.seakeep;

import org.jspecify.annotations.Nullable;

/** One call in the eyes of an observer, who cannot break it. */
final class ObservedCall {

    static final String WHAT = "attempt observer";

    private final AttemptObserver.@Nullable Call call;
    private final UserCode userCode;

    private ObservedCall(AttemptObserver.@Nullable Call call, UserCode userCode) {
        this.call = call;
        this.userCode = userCode;
    }

    static ObservedCall begin(AttemptObserver observer, Pipeline pipeline) {
        AttemptObserver.Call call = null;
        try {
            call = observer.begins(pipeline.scope().dependency());
        } catch (Throwable broken) {
            // Errors too: an observer must not cost anybody a call.
            pipeline.userCode().report(WHAT, broken);
        }
        return new ObservedCall(call, pipeline.userCode());
    }

    /** Lets the attempt tell the observer of its end; null if there is nobody to tell. */
    @Nullable
    AttemptObservation begin(AttemptState attempt) {
        if (call == null) {
            return null;
        }
        AttemptObservation observation;
        try {
            observation = new AttemptObservation(call.begins(attempt), userCode);
        } catch (Throwable broken) {
            // Errors too, for the same reason.
            userCode.report(WHAT, broken);
            return null;
        }
        attempt.observedBy(observation);
        return observation;
    }
}
