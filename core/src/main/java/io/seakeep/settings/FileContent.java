package io.seakeep.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What was found where a file should be: bytes, or nothing, or something that is none. */
final class FileContent {

    private static final int READINGS = 5;

    private final byte[] bytes;
    private final @Nullable IOException failure;

    /** From which a change shows without reading. Null if there is no file that can be read. */
    private final @Nullable Stamp stamp;

    /** What a file system says of a file. The key is the inode, where there are such. */
    record Stamp(FileTime changed, long size, @Nullable Object key) {

        static Stamp of(Path file) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                throw new IOException("it is no regular file"); // a pipe could keep us waiting for good
            }
            return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        }
    }

    private FileContent(byte[] bytes, @Nullable IOException failure, @Nullable Stamp stamp) {
        this.bytes = bytes;
        this.failure = failure;
        this.stamp = stamp;
    }

    /** Reads it; again if it changes meanwhile. */
    static FileContent of(Path file) {
        try {
            Stamp before = Stamp.of(file);
            for (int reading = 1; true; reading++) {
                byte[] bytes;
                try (InputStream in = Files.newInputStream(file)) {
                    bytes = Utf8.bytes(in);
                }
                Stamp after = Stamp.of(file);
                if (after.equals(before) || reading == READINGS) {
                    return new FileContent(bytes, null, after);
                }
                before = after;
            }
        } catch (IOException unreadable) {
            return new FileContent(new byte[0], unreadable, null);
        }
    }

    boolean isMissing() {
        return failure instanceof NoSuchFileException;
    }

    boolean isEmpty() {
        return failure == null && bytes.length == 0;
    }

    /** The text, which is UTF-8. */
    String text() throws IOException {
        if (failure != null) {
            throw failure;
        }
        return Utf8.text(bytes);
    }

    /** True if the file system says that nothing has changed. False if that is not known. */
    boolean isStill(Path file) {
        try {
            return stamp != null && stamp.equals(Stamp.of(file));
        } catch (IOException gone) {
            return false;
        }
    }

    boolean isSameAs(FileContent other) {
        return Arrays.equals(bytes, other.bytes) && Objects.equals(reason(), other.reason());
    }

    private @Nullable String reason() {
        return failure == null ? null : failure.toString();
    }
}
