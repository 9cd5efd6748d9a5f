package io.seakeep;

import io.seakeep.time.Deadline;
import io.seakeep.time.TimeSource;
import java.time.Duration;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link RequestContext} travels between services: as the value of the header {@value #NAME}, such as
 * {@code remaining-ms=1500, retry, priority=critical, cohort=17}.
 *
 * <p>The time left is sent, not the time of day, so that clocks that disagree do not matter; what the message spends on the
 * way is not subtracted. The form is that of a dictionary of structured fields (RFC 9651). Members that this version does not
 * know are skipped, so that later ones can say more.
 *
 * <p>Both functions are pure and throw nothing. What is read is believed: take the header from one's own services only, or
 * strangers decide how long one works for them, and how much they matter.
 *
 * <pre>{@code
 * String value = RequestHeader.encode(RequestContext.current());          // in a client's interceptor
 * if (!value.isEmpty()) {
 *     outgoing.header(RequestHeader.NAME, value);
 * }
 *
 * RequestHeader.Decoded header =                                          // in a server's filter
 *         RequestHeader.decode(incoming.header(RequestHeader.NAME), TimeSource.system());
 * header.request().run(() -> handle(incoming));
 * }</pre>
 */
public final class RequestHeader {

    /** The name of the header. */
    public static final String NAME = "Seakeep-Request";

    /** The most time left that is sent or believed, in milliseconds: one hour. */
    public static final long MAX_REMAINING_MILLIS = 3_600_000;

    /** The longest value that is read, in characters. */
    public static final int MAX_LENGTH = 256;

    private static final String REMAINING = "remaining-ms";
    private static final String RETRY = "retry";
    private static final String PRIORITY = "priority";
    private static final String COHORT = "cohort";
    private static final int MAX_DIGITS = 15; // of an integer in RFC 9651
    private static final long MILLI_NANOS = 1_000_000L;

    private RequestHeader() {}

    /** Whether there was anything to read; something to count. */
    public enum Reading {
        /** There was no header. */
        ABSENT,
        /** All of it was read, apart from members that are not known. */
        READ,
        /**
         * Something in it was out of bounds and left out: all of it if it is no dictionary, too long or not ASCII; otherwise
         * the member that is wrong.
         */
        IGNORED
    }

    /**
     * What was read.
     *
     * @param request what could be used
     * @param reading whether that is all of it
     */
    public record Decoded(RequestContext request, Reading reading) {}

    /**
     * The value to send for that request.
     *
     * <p>The time left is rounded down to whole milliseconds, except that it is never less than one, also once it has
     * passed, because there is no zero: the receiver should find out too. A deadline further off than an hour is left out.
     *
     * @return the value; empty if there is nothing to say, and no header needed
     */
    public static String encode(RequestContext request) {
        Deadline deadline = request.deadlineOrNull();
        long millis = deadline == null ? Long.MAX_VALUE : Math.max(1, deadline.remainingNanos() / MILLI_NANOS);
        StringJoiner members = new StringJoiner(", ");
        if (millis <= MAX_REMAINING_MILLIS) {
            members.add(REMAINING + "=" + millis);
        }
        if (request.isRetry()) {
            members.add(RETRY);
        }
        if (request.priority() != Priority.DEFAULT) {
            members.add(PRIORITY + "=" + request.priority().name().toLowerCase(Locale.ROOT));
        }
        if (request.cohort().isPresent()) {
            members.add(COHORT + "=" + request.cohort().getAsInt());
        }
        return members.toString();
    }

    /**
     * The request that came with that value.
     *
     * @param value the header's value, several of them joined by commas; null if there was none
     * @param time on whose clock the deadline is, counted from now
     */
    public static Decoded decode(@Nullable String value, TimeSource time) {
        if (value == null) {
            return new Decoded(RequestContext.none(), Reading.ABSENT);
        }
        if (value.length() > MAX_LENGTH) {
            return new Decoded(RequestContext.none(), Reading.IGNORED);
        }
        Decoder decoder = new Decoder();
        DictionaryScanner members = new DictionaryScanner(value);
        while (members.next()) {
            decoder.read(members.key(), members.value());
        }
        return members.malformed() ? new Decoded(RequestContext.none(), Reading.IGNORED) : decoder.decoded(time);
    }

    /** Of several members of one name, the last that is right counts. */
    private static final class Decoder {

        private static final long WRONG = -1;

        private RequestContext request = RequestContext.none();
        private long remainingMillis;
        private boolean retry;
        private Reading reading = Reading.ABSENT;

        void read(String key, String value) {
            boolean right = switch (key) {
                case REMAINING -> readRemaining(value);
                case RETRY -> readRetry(value);
                case PRIORITY -> readPriority(value);
                case COHORT -> readCohort(value);
                default -> true;
            };
            if (!right) {
                reading = Reading.IGNORED;
            } else if (reading == Reading.ABSENT) {
                reading = Reading.READ;
            }
        }

        private boolean readRemaining(String value) {
            long millis = integer(value);
            if (millis < 1 || millis > MAX_REMAINING_MILLIS) {
                return false;
            }
            remainingMillis = millis;
            return true;
        }

        private boolean readPriority(String value) {
            for (Priority priority : Priority.values()) {
                if (priority.name().toLowerCase(Locale.ROOT).equals(value)) {
                    request = request.withPriority(priority);
                    return true;
                }
            }
            return false;
        }

        private boolean readCohort(String value) {
            long cohort = integer(value);
            if (cohort < 0 || cohort >= RequestContext.COHORTS) {
                return false;
            }
            request = request.withCohort((int) cohort);
            return true;
        }

        private static long integer(String value) {
            if (value.isEmpty() || value.length() > MAX_DIGITS) {
                return WRONG;
            }
            long integer = 0;
            for (int i = 0; i < value.length(); i++) {
                int digit = value.charAt(i) - '0';
                if (digit < 0 || digit > 9) {
                    return WRONG;
                }
                integer = integer * 10 + digit;
            }
            return integer;
        }

        private boolean readRetry(String value) {
            boolean yes = value.isEmpty() || value.equals("?1");
            if (!yes && !value.equals("?0")) {
                return false;
            }
            retry = yes;
            return true;
        }

        Decoded decoded(TimeSource time) {
            if (remainingMillis > 0) {
                request = request.withDeadline(Deadline.after(Duration.ofMillis(remainingMillis), time));
            }
            return new Decoded(retry ? request.asRetry() : request, reading);
        }
    }
}
