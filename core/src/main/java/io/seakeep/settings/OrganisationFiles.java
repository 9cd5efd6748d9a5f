package io.seakeep.settings;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Finds the files {@code META-INF/seakeep/*.properties} in directories and jars. For use by one thread.
 *
 * <p>A class loader finds what one knows the name of, and lists nothing. So the directory or the jar is opened where the loader got it from. A jar
 * in a jar is left to the connection that the URL's own handler makes.
 */
final class OrganisationFiles {

    static final String FOLDER = "META-INF/seakeep/";

    private static final String ENDING = ".properties";

    private final Set<String> visited = new HashSet<>();
    private final List<SourceText> files = new ArrayList<>();
    private final List<String> reports = new ArrayList<>();

    /** Whether it deserves a word if it cannot be opened. */
    private enum Expected {
        /** It is known to have such files. */
        TO_BE_LISTED,
        /** It may well be no jar. */
        PERHAPS
    }

    /** A folder as a class loader named it. */
    void addFolder(URL folder) {
        if (folder.getProtocol().equals("file")) {
            addDirectory(folder);
        } else {
            addJarOf(folder, name -> name.endsWith("/") ? name : name + "/", Expected.TO_BE_LISTED);
        }
    }

    /** The jar whose manifest this is, if it is a jar's: not every jar has an entry for the folder itself. */
    void addJarOfManifest(URL manifest) {
        if (!manifest.getProtocol().equals("file")) {
            addJarOf(
                    manifest,
                    name -> name.substring(0, name.length() - JarFile.MANIFEST_NAME.length()) + FOLDER,
                    Expected.PERHAPS);
        }
    }

    /** What may be a jar, with or without manifest: a file, or what is in another jar. */
    void addJar(URL jar) {
        if (jar.getProtocol().equals("file")) {
            addFile(jar);
        } else if (jar.getProtocol().equals("jar")) {
            addJarOf(jar, name -> name + FOLDER, Expected.PERHAPS);
        }
    }

    private void addFile(URL file) {
        try {
            Path jar = UrlText.path(file);
            if (Files.isRegularFile(jar) && visited.add(jar.toRealPath() + "!/" + FOLDER)) {
                try (JarFile open = new JarFile(jar.toFile())) {
                    addEntries(open, UrlText.jarName(file), FOLDER);
                }
            }
        } catch (IOException | RuntimeException noJar) {
            // The class loader passes over it too.
        }
    }

    private void addDirectory(URL folder) {
        try {
            Path directory = UrlText.path(folder);
            if (!Files.isDirectory(directory)
                    || !visited.add(directory.toRealPath().toString())) {
                return;
            }
            try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "*" + ENDING)) {
                for (Path file : found) {
                    add(file.toString(), () -> FileContent.of(file).text());
                }
            }
        } catch (IOException | RuntimeException unreadable) {
            // Unchecked ones too: going through a directory throws its own, and a file may have a name that is no path.
            cannotList(folder, unreadable.toString());
        }
    }

    private void addJarOf(URL inside, UnaryOperator<String> folderOf, Expected expected) {
        try {
            URLConnection connection = inside.openConnection();
            connection.setUseCaches(false); // else the jar could not be closed, as others may be reading it
            if (connection instanceof JarURLConnection jar) {
                String entry = jar.getEntryName();
                String folder = folderOf.apply(entry == null ? "" : entry);
                if (visited.add(root(jar.getJarFileURL()) + "!/" + folder)) {
                    try (JarFile open = jar.getJarFile()) {
                        addEntries(open, UrlText.jarName(jar.getJarFileURL()), folder);
                    }
                }
            } else if (expected == Expected.TO_BE_LISTED) {
                cannotList(inside, "its handler makes no connection to a jar");
            }
        } catch (IOException | RuntimeException unreadable) {
            // Handlers come from whoever made the class loader, and so do their exceptions.
            if (expected == Expected.TO_BE_LISTED) {
                cannotList(inside, unreadable.toString());
            }
        }
    }

    /** The same for the same jar, however it was found. */
    private static String root(URL jar) {
        try {
            return jar.getProtocol().equals("file")
                    ? UrlText.path(jar).toRealPath().toString()
                    : jar.toString();
        } catch (IOException notOnDisk) {
            return jar.toString();
        }
    }

    private void addEntries(JarFile jar, String jarName, String folder) {
        for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
            String name = entry.getName();
            if (name.startsWith(folder) && name.endsWith(ENDING) && name.indexOf('/', folder.length()) < 0) {
                add(jarName + "!/" + name, () -> {
                    try (InputStream in = jar.getInputStream(entry)) {
                        return Utf8.text(Utf8.bytes(in));
                    }
                });
            }
        }
    }

    private void add(String name, SourceText.Reading reading) {
        files.add(SourceText.of(Layer.ORGANISATION, name, 0, reading));
    }

    private void cannotList(URL what, String why) {
        reports.add(Quoted.brief(what.toString()) + ": cannot be searched for an organisation's settings: "
                + Quoted.brief(why));
    }

    List<SourceText> files() {
        return files;
    }

    List<String> reports() {
        return reports;
    }
}
