package io.seakeep.settings;

import java.io.File;
import java.io.IOException;
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

    private final List<Path> jars = new ArrayList<>();

    private ClassPathJars() {}

    /** Files, some of which are not jars, or not there; of the class loader and its parents. */
    static List<Path> of(ClassLoader loader) {
        ClassPathJars found = new ClassPathJars();
        for (ClassLoader at = loader; at != null; at = at.getParent()) {
            if (at == ClassLoader.getSystemClassLoader()) {
                found.addSystemClassPath();
            }
            if (at instanceof URLClassLoader known) {
                found.addUrls(known);
            }
        }
        return found.jars;
    }

    private void addSystemClassPath() {
        for (String element : System.getProperty("java.class.path", "").split(File.pathSeparator, -1)) {
            try {
                jars.add(Path.of(element));
            } catch (InvalidPathException none) {
                // The virtual machine passes over it too.
            }
        }
    }

    private void addUrls(URLClassLoader loader) {
        for (URL url : loader.getURLs()) {
            try {
                if (url.getProtocol().equals("file")) {
                    jars.add(UrlText.path(url));
                }
            } catch (IOException none) {
                // The class loader passes over it too.
            }
        }
    }
}
