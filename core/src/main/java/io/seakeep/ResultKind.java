package io.seakeep;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** What the class of a result says about it. Looked up once for each class and remembered with it. */
enum ResultKind {
    /** An answer like any other. */
    PLAIN,
    /** Not an answer yet. */
    UNFINISHED,
    /** An answer whose status the standard classifier can read. */
    HTTP_RESPONSE;

    /** A test of three interfaces would walk the supertypes of every result on every call. */
    private static final ClassValue<ResultKind> KINDS = new ClassValue<>() {
        @Override
        protected ResultKind computeValue(Class<?> type) {
            if (Future.class.isAssignableFrom(type) || CompletionStage.class.isAssignableFrom(type)) {
                return UNFINISHED;
            }
            return HttpResponses.isResponse(type) ? HTTP_RESPONSE : PLAIN;
        }
    };

    static ResultKind of(Object result) {
        return KINDS.get(result.getClass());
    }

    static IllegalStateException unfinished(String dependency, @Nullable Object result) {
        return new IllegalStateException("the code given to call(...) of " + dependency + " returned a "
                + (result == null ? null : result.getClass().getName())
                + ", which would be taken for a success before it is one; use callAsync(...) instead");
    }

    static boolean isUnfinished(@Nullable Object result) {
        return result != null && of(result) == UNFINISHED;
    }
}
