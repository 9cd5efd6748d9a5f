package io.seakeep.settings;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Path;

/** Reads what a URL stands for, and calls it a name for people. */
final class UrlText {

    private UrlText() {}

    static String read(URL url) throws IOException {
        if (url.getProtocol().equals("file")) {
            return FileContent.of(path(url)).text();
        }
        URLConnection connection = url.openConnection();
        connection.setUseCaches(false); // else the jar would stay open
        try (InputStream in = connection.getInputStream()) {
            return Utf8.text(Utf8.bytes(in));
        }
    }

    /** Of a file. */
    static Path path(URL url) throws IOException {
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException notEscaped) {
            return new File(url.getPath()).toPath(); // class loaders take such URLs too
        } catch (IllegalArgumentException wrong) {
            throw new IOException("its URL is wrong: " + wrong.getMessage(), wrong);
        }
    }

    /** The path of a file; of an entry in a jar, the jar's last name and the entry. */
    static String name(URL url) {
        String text = unescaped(url);
        int entry = text.lastIndexOf("!/");
        if (entry >= 0) {
            return lastName(text.substring(0, entry)) + text.substring(entry);
        }
        try {
            return url.getProtocol().equals("file") ? path(url).toString() : url.toString();
        } catch (IOException wrong) {
            return url.toString();
        }
    }

    /** Of a jar, which may be in another jar: {@code b.jar} of {@code nested:/a.jar/!lib/b.jar}. */
    static String jarName(URL jar) {
        String text = unescaped(jar);
        return lastName(text.endsWith("!/") ? text.substring(0, text.length() - 2) : text);
    }

    /** Also of a folder in a jar that is treated as one, the name of which ends with a slash. */
    private static String lastName(String jar) {
        String name = jar.endsWith("/") ? jar.substring(0, jar.length() - 1) : jar;
        return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('!')) + 1);
    }

    private static String unescaped(URL url) {
        try {
            return url.toURI().getSchemeSpecificPart();
        } catch (URISyntaxException notEscaped) {
            return url.toString();
        }
    }
}
