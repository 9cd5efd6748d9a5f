package io.seakeep.settings.importing;

import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Prints what a file of another library's settings comes to:
 *
 * <pre>{@code
 * java -cp seakeep-core.jar io.seakeep.settings.importing.ImportSettings resilience4j application.properties > seakeep.properties
 * }</pre>
 *
 * <p>The first argument is {@code resilience4j} or {@code hystrix}, the second a properties file in UTF-8. Ends with status 0 if the settings
 * were printed, which they are also where some were left out; 1 if there was nothing to print, or names would collide; 2 if the arguments
 * are wrong or the file cannot be read.
 */
public final class ImportSettings {

    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final int DONE = 0;
    private static final int REFUSED = 1;
    private static final int MISUSED = 2;

    private final PrintStream out;
    private final PrintStream err;

    /**
     * @param out gets the settings, and nothing if there are none
     * @param err gets what was wrong
     */
    public ImportSettings(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Ends the process. */
    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        int status = new ImportSettings(out, System.err).run(args);
        out.flush();
        System.exit(out.checkError() ? MISUSED : status);
    }

    /** Does it, and answers with the status. */
    public int run(String... args) {
        if (args.length != 2) {
            return misused("usage: ImportSettings resilience4j|hystrix FILE.properties");
        }
        SettingsImporter importer;
        switch (args[0]) {
            case "resilience4j" -> importer = SettingsImporter.resilience4j();
            case "hystrix" -> importer = SettingsImporter.hystrix();
            default -> {
                return misused(args[0] + " is neither resilience4j nor hystrix");
            }
        }
        Map<String, String> properties;
        try {
            properties = read(Path.of(args[1]));
        } catch (IOException | IllegalArgumentException unreadable) {
            return misused(args[1] + " cannot be read: " + unreadable);
        }
        return print(importer, properties, args[1]);
    }

    private int print(SettingsImporter importer, Map<String, String> properties, String file) {
        ImportedSettings imported;
        try {
            imported = importer.read(properties);
        } catch (IllegalArgumentException collision) {
            err.println(file + ": " + collision.getMessage());
            return REFUSED;
        }
        if (imported.isEmpty()) {
            err.println(file + " has no settings of " + importer + "; it should be a properties file, and not YAML");
            return REFUSED;
        }
        out.print(imported.text());
        int leftOut = imported.leftOut().size();
        if (leftOut > 0) {
            err.println(leftOut + " left out, which the comments explain");
        }
        return DONE;
    }

    private int misused(String why) {
        err.println(why);
        return MISUSED;
    }

    private static Map<String, String> read(Path file) throws IOException {
        Properties properties = new Properties();
        String text = Files.readString(file);
        properties.load(new StringReader(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text));
        Map<String, String> texts = new TreeMap<>();
        for (String name : properties.stringPropertyNames()) {
            texts.put(name, properties.getProperty(name, ""));
        }
        return texts;
    }
}
