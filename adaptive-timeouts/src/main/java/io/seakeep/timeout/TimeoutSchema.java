package io.seakeep.timeout;

import static io.seakeep.settings.Setting.choice;
import static io.seakeep.settings.Setting.duration;
import static io.seakeep.settings.Setting.share;

import io.seakeep.Mode;
import io.seakeep.TimeoutEnforcement;
import io.seakeep.settings.Setting;
import java.time.Duration;
import java.util.List;

/** All that can be set of a timeout. */
final class TimeoutSchema {

    static final double LOWEST_RATE = 0.0001;
    static final double HIGHEST_RATE = 0.1;
    static final Duration SHORTEST = Duration.ofMillis(1);
    static final Duration LONGEST = Duration.ofHours(1);

    /** Where an adaptive one begins, as far as its bounds allow. */
    static final Duration INITIAL_TIMEOUT = Duration.ofSeconds(10);

    /** Whether the timeout stays as it was set or follows what is observed. */
    enum Kind {
        FIXED,
        ADAPTIVE
    }

    static final Setting<Mode> MODE = choice(
            "timeout.mode",
            Mode.OFF,
            "Whether the timeout holds, or only counts what it would have ended while 10 s are handed out, or is left out: then it is 10 s as well.");
    static final Setting<Kind> KIND = choice(
            "timeout.kind",
            Kind.ADAPTIVE,
            "Whether the timeout stays as it was set, or follows the latency that is observed.");
    static final Setting<Duration> VALUE = duration(
            "timeout.value", Duration.ofSeconds(10), SHORTEST, LONGEST, "The timeout, where the kind is fixed.");
    static final Setting<Double> RATE = share(
            "timeout.false-timeout-rate",
            0.001,
            LOWEST_RATE,
            HIGHEST_RATE,
            "An adaptive timeout cuts off about this share of the attempts that would have succeeded.");
    static final Setting<Duration> MIN =
            duration("timeout.min", Duration.ofMillis(100), SHORTEST, LONGEST, "An adaptive timeout is no shorter.");
    static final Setting<Duration> MAX = duration(
            "timeout.max",
            Duration.ofSeconds(10),
            SHORTEST,
            LONGEST,
            "An adaptive timeout is no longer. Not less than timeout.min.");
    static final Setting<Duration> INITIAL = duration(
            "timeout.initial",
            null,
            SHORTEST,
            LONGEST,
            "An adaptive timeout until enough is known, between its bounds. If none is said: 10 s, or the bound that is nearest to it.");
    static final Setting<TimeoutEnforcement> ENFORCEMENT = choice(
            "timeout.enforcement",
            TimeoutEnforcement.ASYNCHRONOUS,
            "What happens to attempts that take longer: nothing; or asynchronous ones are ended; synchronous ones as well, by an interrupt; or by"
                    + " running on threads of their own that can be left behind.");

    /** In the order in which people look for them. */
    static final List<Setting<?>> ALL = List.of(MODE, KIND, VALUE, RATE, MIN, MAX, INITIAL, ENFORCEMENT);

    private TimeoutSchema() {}
}
