package io.seakeep.scenarios;

import io.seakeep.scenarios.proof.Scenarios;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Runs scenarios, and says by its exit status whether all came out that must. */
public final class Main {

    private Main() {}

    /** @param arguments as {@link CommandLine} explains them when there are none */
    public static void main(String[] arguments) {
        CommandLine commandLine = new CommandLine(Scenarios.all(), utf8(FileDescriptor.out), utf8(FileDescriptor.err));
        System.exit(commandLine.run(arguments).code());
    }

    /** Ticks and dashes, whatever the locale: the default of a bare one has none. */
    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
