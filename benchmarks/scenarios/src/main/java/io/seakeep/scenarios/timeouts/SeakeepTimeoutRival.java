package io.seakeep.scenarios.timeouts;

import io.seakeep.Dependency;
import io.seakeep.Permit;
import io.seakeep.Seakeep;
import io.seakeep.settings.SettingsSources;
import io.seakeep.time.VirtualTime;
import io.seakeep.timeout.AdaptiveTimeout;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The adaptive timeout, alone in a pipeline. All attempts of a quarter of a second begin at once, so that they overlap as real ones do. */
final class SeakeepTimeoutRival implements TimeoutRival {

    private static final int PER_TICK = 250;

    private final VirtualTime time = new VirtualTime();
    private final Dependency dependency;
    private int inTick;

    SeakeepTimeoutRival(double falseTimeoutRate, double initialMillis) {
        this.dependency = Seakeep.builder()
                .settings(SettingsSources.none())
                .time(time)
                .seed(1)
                .build()
                .dependency(
                        "d",
                        builder -> builder.withoutStandardPolicies()
                                .with(AdaptiveTimeout.falseTimeoutRate(falseTimeoutRate)
                                        .between(Duration.ofMillis(1), Duration.ofSeconds(10))
                                        .initial(Duration.ofMillis((long) initialMillis))));
    }

    @Override
    public String name() {
        return "Seakeep";
    }

    @Override
    public double timeoutMillis() {
        return dependency.policy(AdaptiveTimeout.class).derived().toNanos() / 1e6;
    }

    @Override
    public void attempt(double millis) {
        Permit permit = dependency.acquire();
        double limitMillis = permit.remaining(TimeUnit.MICROSECONDS) / 1e3;
        if (millis > limitMillis) {
            time.schedule((long) (1e6 * limitMillis), () -> permit.fail(new TimeoutException()));
        } else {
            time.schedule((long) (1e6 * millis), () -> permit.succeed("good"));
        }
        inTick++;
        if (inTick == PER_TICK) {
            inTick = 0;
            time.advance(Duration.ofMillis(250));
        }
    }

    @Override
    public void windowEnds() {}
}
