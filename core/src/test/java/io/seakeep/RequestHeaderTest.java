package io.seakeep;

import static io.seakeep.RequestHeader.Reading.ABSENT;
import static io.seakeep.RequestHeader.Reading.IGNORED;
import static io.seakeep.RequestHeader.Reading.READ;
import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.RequestHeader.Decoded;
import io.seakeep.time.Deadline;
import io.seakeep.time.VirtualTime;
import java.time.Duration;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestHeaderTest {

    private static final long HOUR_NANOS = 3_600_000_000_000L;
    private static final long MILLI = 1_000_000L;

    private final VirtualTime time = new VirtualTime();
    private final RequestContext none = RequestContext.none();

    @Property
    void whatIsSentArrivesRoundedDownToAMillisecondOnAnyClock(
            @ForAll long origin,
            @ForAll long otherOrigin,
            @ForAll @LongRange(min = MILLI, max = HOUR_NANOS) long remainingNanos,
            @ForAll boolean retry) {
        RequestContext sent =
                none.withDeadline(Deadline.after(Duration.ofNanos(remainingNanos), new VirtualTime(origin)));
        sent = retry ? sent.asRetry() : sent;
        Decoded received = RequestHeader.decode(RequestHeader.encode(sent), new VirtualTime(otherOrigin));
        assertThat(received.reading()).isEqualTo(READ);
        assertThat(received.request().isRetry()).isEqualTo(retry);
        long lost = remainingNanos - remaining(received);
        assertThat(lost).isBetween(0L, MILLI - 1);
    }

    @Property
    void whatIsAllButOverIsSentAsAMillisecond(@ForAll @LongRange(min = -HOUR_NANOS, max = MILLI - 1) long remaining) {
        RequestContext sent = none.withDeadline(Deadline.after(Duration.ofNanos(remaining), time));
        assertThat(RequestHeader.encode(sent)).isEqualTo("remaining-ms=1");
    }

    @Test
    void whatIsSentCanBeRead() {
        RequestContext due = none.withDeadline(Deadline.after(Duration.ofMillis(1500), time));
        assertThat(RequestHeader.encode(due)).isEqualTo("remaining-ms=1500");
        assertThat(RequestHeader.encode(due.asRetry())).isEqualTo("remaining-ms=1500, retry");
        assertThat(RequestHeader.encode(none.asRetry())).isEqualTo("retry");
        assertThat(RequestHeader.encode(none)).isEmpty();
        assertThat(RequestHeader.NAME).isEqualTo("Seakeep-Request");
    }

    @Test
    void moreThanAnHourIsNotSent() {
        RequestContext anHour = none.withDeadline(Deadline.after(Duration.ofNanos(HOUR_NANOS + MILLI - 1), time));
        assertThat(RequestHeader.encode(anHour)).isEqualTo("remaining-ms=3600000");
        RequestContext more = none.withDeadline(Deadline.after(Duration.ofNanos(HOUR_NANOS + MILLI), time));
        assertThat(RequestHeader.encode(more)).isEmpty();
        assertThat(RequestHeader.encode(more.asRetry())).isEqualTo("retry");
        RequestContext ages = none.withDeadline(Deadline.after(Duration.ofSeconds(Long.MAX_VALUE), time));
        assertThat(RequestHeader.encode(ages)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " \t "})
    void nothingToReadIsAbsent(String value) {
        assertThat(RequestHeader.decode(value, time)).isEqualTo(new Decoded(none, ABSENT));
        assertThat(RequestHeader.decode(null, time)).isEqualTo(new Decoded(none, ABSENT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "remaining-ms=1500",
                "  remaining-ms=1500\t",
                "remaining-ms=000000000001500",
                "remaining-ms=1500;hop=3",
                "remaining-ms=1500 ;hop=\"a,b;c\"",
                "remaining-ms=9999,remaining-ms=1500",
                "urgency=3, remaining-ms=1500",
                "tenant=\"a, \\\"b\\\", retry\" ,\tremaining-ms=1500,  region=(a b);x, *odd.key_1",
                "remaining-ms=1500, retry=?0",
                "retry, remaining-ms=1500, retry=?0",
            })
    void whatIsNotKnownIsSkipped(String value) {
        assertDecoded(value, 1500, none, READ);
    }

    @ParameterizedTest
    @ValueSource(strings = {"retry", "retry=?1", "retry;x=y", "retry , urgency=1", "urgency, retry"})
    void aRetryIsSaid(String value) {
        assertThat(RequestHeader.decode(value, time)).isEqualTo(new Decoded(none.asRetry(), READ));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "000",
                "-1",
                "-1500",
                "+15",
                "3600001",
                "999999999999999",
                "0000000000001500",
                "92233720368547758079",
                "1.5",
                "1e3",
                "0x10",
                "?1",
                "\"1500\"",
                "1500ms",
                "15 00",
                "NaN"
            })
    void aTimeOutOfBoundsIsLeftOutAndTheRestRead(String remaining) {
        assertThat(RequestHeader.decode("retry, remaining-ms=" + remaining, time))
                .isEqualTo(new Decoded(none.asRetry(), IGNORED));
        assertDecoded("remaining-ms=7, remaining-ms=" + remaining, 7, none, IGNORED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"remaining-ms=5, retry=1", "remaining-ms=5, retry=yes", "retry=true;q, remaining-ms=5"})
    void aFlagThatIsNoneIsLeftOutAndTheRestRead(String value) {
        assertDecoded(value, 5, none, IGNORED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",",
                "retry,",
                ",retry",
                "retry,,retry",
                "retry, remaining-ms=",
                "retry, =5",
                "retry, REMAINING-MS=5",
                "retry, 5",
                "retry retry",
                "retry =?1",
                "retry, x=\"",
                "retry, x=\"\\",
                "retry; x=\"",
                "retry, x=\u00e9",
                "retry, x=\"\u2003\"",
                "\u00a0",
                "retry\r\nx=5",
                "retry\u0000",
                "retry\u007f",
                "retry, remaining-ms=\u0665",
            })
    void whatIsNoDictionaryIsIgnoredAsAWhole(String value) {
        assertThat(RequestHeader.decode(value, time)).isEqualTo(new Decoded(none, IGNORED));
    }

    @Test
    void whatIsTooLongIsIgnored() {
        String longest = "retry, x=" + "y".repeat(RequestHeader.MAX_LENGTH - 9);
        assertThat(RequestHeader.decode(longest, time).reading()).isEqualTo(READ);
        assertThat(RequestHeader.decode(longest + "y", time)).isEqualTo(new Decoded(none, IGNORED));
        assertThat(RequestHeader.decode(" ".repeat(1 << 20), time)).isEqualTo(new Decoded(none, IGNORED));
    }

    @Property
    void anyStringIsReadWithoutThrowing(@ForAll String value) {
        assertSane(value);
    }

    /** Strings that are nearly right. */
    @Property
    void anyMixOfPiecesIsReadWithoutThrowing(@ForAll long seed) {
        String[] pieces = {
            "remaining-ms",
            "retry",
            "=",
            ",",
            ", ",
            ";",
            "\"",
            "\\",
            "?1",
            "?0",
            "15",
            "0",
            "-",
            "9999999999",
            " ",
            "\t",
            "x",
            "(",
            ")",
            "\u00e9",
            "\u0000",
            "*",
            "\ud800"
        };
        Random random = new Random(seed);
        int operations = Boolean.getBoolean("seakeep.thorough") ? 10_000 : 50;
        for (int i = 0; i < operations; i++) {
            StringBuilder value = new StringBuilder();
            for (int length = random.nextInt(14); length > 0; length--) {
                value.append(pieces[random.nextInt(pieces.length)]);
            }
            assertSane(value.toString());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPriorityArrives(Priority priority) {
        RequestContext request = none.asRetry().withPriority(priority);
        assertThat(RequestHeader.decode(RequestHeader.encode(request), time)).isEqualTo(new Decoded(request, READ));
    }

    @Property
    void aCohortArrives(@ForAll @IntRange(max = 127) int cohort) {
        RequestContext request = none.withCohort(cohort);
        assertThat(RequestHeader.encode(request)).isEqualTo("cohort=" + cohort);
        assertThat(RequestHeader.decode("cohort=" + cohort, time)).isEqualTo(new Decoded(request, READ));
    }

    @Test
    void whatIsDefaultIsNotSent() {
        assertThat(RequestHeader.encode(none.withPriority(Priority.DEFAULT))).isEmpty();
        assertThat(RequestHeader.encode(
                        none.withCohort(17).withPriority(Priority.CRITICAL).asRetry()))
                .isEqualTo("retry, priority=critical, cohort=17");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "priority",
                "priority=urgent",
                "priority=CRITICAL",
                "priority=\"low\"",
                "cohort",
                "cohort=128",
                "cohort=-1",
                "cohort=a",
                "cohort=9999999999999999",
            })
    void whatIsOutOfBoundsIsLeftOut(String wrong) {
        assertThat(RequestHeader.decode(wrong, time).request()).isEqualTo(none);
        assertThat(RequestHeader.decode(wrong, time).reading()).isEqualTo(IGNORED);
        assertThat(RequestHeader.decode(wrong + ", retry", time).request()).isEqualTo(none.asRetry());
    }

    private void assertSane(String value) {
        Decoded decoded = RequestHeader.decode(value, time);
        if (decoded.reading() == ABSENT) {
            assertThat(decoded.request()).isSameAs(none);
            assertThat(value).isBlank();
        }
        decoded.request()
                .deadline()
                .ifPresent(deadline -> assertThat(deadline.remainingNanos()).isBetween(MILLI, HOUR_NANOS));
        assertThat(RequestHeader.decode(RequestHeader.encode(decoded.request()), time)
                        .request())
                .isEqualTo(decoded.request());
    }

    private void assertDecoded(String value, long millis, RequestContext but, RequestHeader.Reading reading) {
        RequestContext expected = but.withDeadline(Deadline.after(Duration.ofMillis(millis), time));
        assertThat(RequestHeader.decode(value, time)).isEqualTo(new Decoded(expected, reading));
    }

    private static long remaining(Decoded decoded) {
        return decoded.request().deadline().orElseThrow().remainingNanos();
    }
}
