package io.seakeep.settings;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Knows the jars of those class loaders that tell. It is for jars with neither a manifest nor an entry for the folder, in which nothing has a name
 * that every class loader could be asked for.
 */
final class ClassPathJars {

    private final List<URL> jars = new ArrayList<>();

    private ClassPathJars() {}

    /** Files, and jars in jars, some of which are none, or not there; of the class loader and its parents. */
    static List<URL> of(ClassLoader loader) {
        ClassPathJars found = new ClassPathJars();
        for (ClassLoader at = loader; at != null; at = at.getParent()) {
            if (at == ClassLoader.getSystemClassLoader()) {
                found.addSystemClassPath();
            }
            if (at instanceof URLClassLoader known) {
                found.jars.addAll(List.of(known.getURLs()));
            }
        }
        return found.jars;
    }

    private void addSystemClassPath() {
        for (String element : System.getProperty("java.class.path", "").split(File.pathSeparator, -1)) {
            try {
                jars.add(Path.of(element).toUri().toURL());
            } catch (InvalidPathException | MalformedURLException none) {
                // The virtual machine passes over it too.
            }
        }
    }
}
