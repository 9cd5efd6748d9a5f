package io.seakeep.bulkhead;

import io.seakeep.ActivePolicy;
import io.seakeep.ConfigurablePolicy;
import io.seakeep.Mode;
import io.seakeep.PolicyScope;
import io.seakeep.Position;
import io.seakeep.Problems;
import io.seakeep.settings.Setting;
import io.seakeep.settings.SettingValues;
import io.seakeep.time.TimeSource;
import java.time.Duration;
import java.util.List;

/**
 * What all descriptions of bulkheads have in common.
 *
 * @param <P> the description's own type
 */
abstract class BulkheadDescription<P extends BulkheadDescription<P>> implements ConfigurablePolicy {

    private final SettingValues said;
    private final BulkheadSettings settings;

    BulkheadDescription(SettingValues said) {
        this.said = said;
        this.settings = BulkheadSettings.of(said);
    }

    /** The same kind of bulkhead, of which that was said. */
    abstract P saying(SettingValues newSaid);

    BulkheadSettings settings() {
        return settings;
    }

    /** How far it goes; {@link Mode#ENFORCE} by default. */
    public P mode(Mode newMode) {
        return saying(said.with(BulkheadSchema.MODE, newMode));
    }

    /**
     * Lets attempts wait for their turn; by default none does. The more important go first, and among equals those that came
     * first. A queue that has not been empty for as long as the longest wait is no burst but an overload: then the newest go
     * first, and who has waited for a tenth of it and has newer ones behind is refused. Who is refused, cancelled or
     * interrupted, or out of time, leaves the queue at once. An asynchronous call that waits holds no thread.
     *
     * @param most how many may wait, from 0 to 100,000. When it is full, the least important goes
     * @param maxWait the longest wait, from 1 ms to 10 min; a call's deadline can make it shorter
     */
    public P queue(int most, Duration maxWait) {
        return saying(said.with(BulkheadSchema.QUEUE, most).with(BulkheadSchema.MAX_WAIT, maxWait));
    }

    /**
     * Runs synchronous attempts on threads of their own: virtual ones from JDK 21 on, and daemons before, no more than the limit.
     * For code that blocks and may take no notice of an interrupt, such as a driver's. The caller waits until the attempt's time is
     * over, or its call's deadline, or it is interrupted; then the code is interrupted and left alone, the caller gets a
     * {@link io.seakeep.CallTimeoutException}, an {@link InterruptedException} where the call may throw one, or else a
     * {@link java.util.concurrent.CancellationException}. The code keeps its place in the bulkhead until it really ends.
     *
     * <p>Costs the handing over from thread to thread, twice for each attempt. What is bound to the caller's thread is taken along
     * by the {@link io.seakeep.ContextCarrier}. A timeout that a user's classifier does not know counts as a failure.
     */
    public P isolate() {
        return saying(said.with(BulkheadSchema.THREADS, BulkheadSettings.Threads.OWN));
    }

    /**
     * A bulkhead without any other policy. Nothing is set of it
     * from outside the code. Close it when it is of no more use.
     *
     * @param name what it is called in events and refusals, in the form {@code [a-z0-9][a-z0-9-]{0,99}}
     * @throws io.seakeep.IllegalConfigurationException if any setting cannot be; it lists all of them
     * @throws IllegalArgumentException if it is off
     */
    public StandaloneBulkhead standalone(String name, TimeSource time) {
        if (settings.mode() == Mode.OFF) {
            throw new IllegalArgumentException("a bulkhead that stands alone must not be off: " + name);
        }
        return new StandaloneBulkhead(this, name, time);
    }

    @Override
    public final List<Setting<?>> schema() {
        return BulkheadSchema.ALL;
    }

    @Override
    public final SettingValues said() {
        return said;
    }

    /** The kind of bulkhead that the values say: a {@link BulkheadPolicy} or an {@link AdaptiveBulkheadPolicy}. */
    @Override
    public final ConfigurablePolicy with(SettingValues values) {
        return switch (values.get(BulkheadSchema.KIND)) {
            case FIXED -> new BulkheadPolicy(values);
            case ADAPTIVE -> new AdaptiveBulkheadPolicy(values);
        };
    }

    @Override
    public final String name() {
        return "bulkhead";
    }

    @Override
    public final Position position() {
        return Position.BULKHEAD;
    }

    @Override
    public final Mode mode() {
        return settings.mode();
    }

    @Override
    public final void check(Problems problems) {
        settings.check(problems);
    }

    @Override
    public final ActivePolicy start(PolicyScope scope) {
        return new Bulkhead(settings, scope);
    }

    @Override
    public final String describe() {
        return settings.describe();
    }
}
