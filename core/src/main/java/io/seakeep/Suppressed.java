package io.seakeep;

import java.util.List;

/** Keeps visible what was thrown besides what surfaces. */
final class Suppressed {

    /** An exception object that a client throws again and again must not collect what was thrown beside it for ever. */
    private static final int MOST = 32;

    private Suppressed() {}

    static void attach(Throwable suppressed, Throwable failure) {
        Throwable[] attached = failure.getSuppressed();
        if (suppressed != failure
                && attached.length < MOST
                && !List.of(attached).contains(suppressed)) {
            failure.addSuppressed(suppressed);
        }
    }
}
