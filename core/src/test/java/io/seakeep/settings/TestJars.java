package io.seakeep.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes jars that have the entries they are told, and no others. */
final class TestJars {

    private TestJars() {}

    /** As Maven and Gradle make them, with a manifest and entries for folders. */
    static Path jar(Path file, Map<String, String> files) throws IOException {
        try (ZipOutputStream jar = new ZipOutputStream(Files.newOutputStream(file))) {
            jar.putNextEntry(new ZipEntry("META-INF/"));
            put(jar, "META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n\n");
            jar.putNextEntry(new ZipEntry("META-INF/seakeep/"));
            for (Map.Entry<String, String> entry : files.entrySet()) {
                put(jar, entry.getKey(), entry.getValue());
            }
        }
        return file;
    }

    /** With nothing but these. */
    static Path bare(Path file, Map<String, String> files) throws IOException {
        try (ZipOutputStream jar = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, String> entry : files.entrySet()) {
                put(jar, entry.getKey(), entry.getValue());
            }
        }
        return file;
    }

    private static void put(ZipOutputStream jar, String name, String text) throws IOException {
        jar.putNextEntry(new ZipEntry(name));
        jar.write(text.getBytes(StandardCharsets.UTF_8));
        jar.closeEntry();
    }
}
