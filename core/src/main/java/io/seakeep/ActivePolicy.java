package io.seakeep;

/**
 * A policy at work for one dependency or key. What it can decide depends on its {@link Position}: at those from
 * {@link Position#ADMISSION} to {@link Position#RATE_LIMIT} it must be a {@link Gate}, at {@link Position#TIMEOUT} an
 * {@link AttemptTimeout}, at {@link Position#DEADLINE} a {@link CallTimeLimit}, at {@link Position#RETRY} a {@link RetryStrategy} and at
 * {@link Position#HEDGE} a {@link HedgeStrategy}. At the others it is told of ticks, and asked nothing.
 */
public interface ActivePolicy {

    /**
     * Thinks. Called about every 250 ms while the dependency is in use, by one thread at a time; callers read meanwhile
     * what was published before. What it throws is reported and keeps no other policy from its turn.
     */
    default void onTick(Tick tick) {}

    /**
     * Tells which numbers there are about it. Called once for each metrics library, and again when the pipeline is replaced; the numbers
     * themselves are read when somebody asks for them, so counting for it costs calls nothing that was not counted anyway.
     */
    default void measure(Measurements to) {}

    /**
     * Whether the policy still needs ticks although the dependency is idle: no records in the window and nothing in
     * flight. Asked on the tick.
     */
    default boolean needsTicks() {
        return false;
    }

    /**
     * Goes on under another description of the same policy, with all that it has learned and every token that is out; its settings were
     * changed while it was at work. Called between ticks, never beside {@link #onTick}, while callers enter and leave.
     *
     * @param description in the mode in which it goes on, which is not {@link Mode#OFF}; nothing is wrong with it
     * @return false if it cannot. Then another one is started in its place, and this one only hears how the attempts end that it let in
     */
    default boolean reconfigure(Policy description) {
        return false;
    }
}
