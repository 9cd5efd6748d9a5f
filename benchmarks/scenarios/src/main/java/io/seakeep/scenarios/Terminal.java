package io.seakeep.scenarios;

import java.io.Console;
import org.jspecify.annotations.Nullable;

/** Whether a person is watching. */
public final class Terminal {

    private Terminal() {}

    public static boolean isWatched() {
        String term = System.getenv("TERM");
        return term != null && !term.equals("dumb") && System.getenv("CI") == null && isTerminal(System.console());
    }

    /** Before JDK 22 a console was always a terminal; since then it can be a pipe, and says so. */
    private static boolean isTerminal(@Nullable Console console) {
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException before22) {
            return true;
        } catch (ReflectiveOperationException unknown) {
            return false;
        }
    }
}
