package io.seakeep.scenarios.demo;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where it is shown, and whether a person is watching. */
final class Terminal {

    private final PrintStream out;
    private final @Nullable Charset watchedIn;

    private Terminal(PrintStream out, @Nullable Charset watchedIn) {
        this.out = out;
        this.watchedIn = watchedIn;
    }

    /** That of this process. */
    static Terminal here() {
        Console console = System.console();
        if (console == null || !isTerminal(console) || !movesItsCursor()) {
            return unwatched(System.out);
        }
        // Before JDK 19 what System.out writes is not in the terminal's character set.
        Charset charset = console.charset();
        return watched(new PrintStream(new FileOutputStream(FileDescriptor.out), true, charset), charset);
    }

    /** One that a person looks at, and that shows characters of this set. */
    static Terminal watched(PrintStream out, Charset charset) {
        return new Terminal(out, charset);
    }

    /** A file, or a pipe. */
    static Terminal unwatched(PrintStream out) {
        return new Terminal(out, null);
    }

    private static boolean movesItsCursor() {
        String term = System.getenv("TERM");
        return term != null && !term.equals("dumb") && System.getenv("CI") == null;
    }

    /** Before JDK 22 a console was always a terminal; since then it can be a pipe, and says so. */
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException before22) {
            return true;
        } catch (ReflectiveOperationException unknown) {
            return false;
        }
    }

    PrintStream out() {
        return out;
    }

    Display display(Course course, List<Side> sides, Diary diary) {
        return watchedIn == null ? new Log(out, course, sides, diary) : new Panel(out, watchedIn, course, sides, diary);
    }
}
