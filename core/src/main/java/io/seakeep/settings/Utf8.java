package io.seakeep.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Reads files that somebody else wrote: no more of them than a file of settings can have, and as what they say they are. */
final class Utf8 {

    static final int MOST_BYTES = 1 << 20;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private Utf8() {}

    /**
     * All bytes.
     *
     * @throws IOException also if there are more than 1 MB
     */
    static byte[] bytes(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new IOException("it has more than 1 MB");
        }
        return bytes;
    }

    /**
     * The text.
     *
     * @throws IOException if it is not UTF-8
     */
    static String text(byte[] bytes) throws IOException {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer text = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), text, true);
        text.flip();
        if (result.isError()) {
            long line = 1 + text.chars().filter(c -> c == '\n').count();
            throw new IOException("it is not UTF-8 in line " + line);
        }
        boolean marked = text.hasRemaining() && text.charAt(0) == BYTE_ORDER_MARK;
        return marked ? text.subSequence(1, text.length()).toString() : text.toString();
    }
}
