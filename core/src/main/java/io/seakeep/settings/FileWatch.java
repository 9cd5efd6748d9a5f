package io.seakeep.settings;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a file has changed since it was read last. Safe for use by many threads.
 *
 * <p>What the file system says is believed from the second look on: in the first moments after a change, a file can change again and have the
 * same time and size. And a file that is gone or empty has to be so twice: some editors and scripts take it away before they write it anew.
 */
final class FileWatch {

    /** Null before it was read. */
    private final AtomicReference<@Nullable State> state = new AtomicReference<>();

    /** How far the file system can be believed. */
    private enum Trust {
        JUST_READ,
        LOOKED_AGAIN,
        GONE_FOR_NOW
    }

    private record State(Path file, FileContent content, Trust trust) {

        State trusting(Trust newTrust, FileContent newContent) {
            return new State(file, newContent, newTrust);
        }
    }

    FileContent read(Path file) {
        FileContent content = FileContent.of(file);
        state.set(new State(file, content, Trust.JUST_READ));
        return content;
    }

    /** Whether there was such a file when it was read last. */
    boolean wasThere(Path file) {
        State last = state.get();
        return last != null && last.file.equals(file) && !last.content.isMissing();
    }

    boolean hasChanged(Path file) {
        State last = state.get();
        if (last == null || !last.file.equals(file)) {
            return true;
        }
        if (last.trust == Trust.LOOKED_AGAIN && last.content.isStill(file)) {
            return false;
        }
        FileContent now = FileContent.of(file);
        if (now.isSameAs(last.content)) {
            // Not if another thread has read it meanwhile: that one knows better.
            state.compareAndSet(last, last.trusting(Trust.LOOKED_AGAIN, now));
            return false;
        }
        if ((now.isMissing() || now.isEmpty()) && last.trust != Trust.GONE_FOR_NOW) {
            state.compareAndSet(last, last.trusting(Trust.GONE_FOR_NOW, last.content));
            return false;
        }
        return true;
    }
}
