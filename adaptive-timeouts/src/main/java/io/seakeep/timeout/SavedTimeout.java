package io.seakeep.timeout;

import io.seakeep.latency.SurvivalHistory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/**
 * What is saved of a timeout.
 *
 * @param dependency of which it was learned
 * @param epochMillis when
 * @param timeoutNanos the timeout at that time
 * @param history the history it rested on
 */
record SavedTimeout(String dependency, long epochMillis, long timeoutNanos, SurvivalHistory history) {

    private static final int FORMAT = 'S' << 24 | 'K' << 16 | 'T' << 8 | '1';
    private static final Duration OLDEST = Duration.ofDays(7);
    private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);

    byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(FORMAT);
            out.writeUTF(dependency);
            out.writeLong(epochMillis);
            out.writeLong(timeoutNanos);
            out.write(history.encode());
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory", impossible);
        }
        return bytes.toByteArray();
    }

    /**
     * What was saved, if it is of that dependency and not stale.
     *
     * @throws IllegalArgumentException if it is not, or is none at all; says why
     */
    static SavedTimeout decode(byte[] bytes, String dependency, long nowMillis) {
        SavedTimeout saved;
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readInt() != FORMAT) {
                throw new IllegalArgumentException("it is none of this version");
            }
            saved = new SavedTimeout(
                    in.readUTF(), in.readLong(), in.readLong(), SurvivalHistory.decode(in.readAllBytes()));
        } catch (IOException cutOff) {
            throw new IllegalArgumentException("it is damaged", cutOff);
        }
        long ageMillis = nowMillis - saved.epochMillis();
        if (!saved.dependency().equals(dependency)) {
            throw new IllegalArgumentException("it is of " + saved.dependency());
        } else if (ageMillis > OLDEST.toMillis()) {
            throw new IllegalArgumentException(
                    "it is " + Duration.ofMillis(ageMillis).toDays() + " days old, and more than " + OLDEST.toDays()
                            + " are too many");
        } else if (ageMillis < -CLOCKS_DIFFER.toMillis()) {
            throw new IllegalArgumentException("it comes from the future");
        } else if (saved.timeoutNanos() <= 0) {
            throw new IllegalArgumentException("it is damaged");
        }
        return saved;
    }
}
