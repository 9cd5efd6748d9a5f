package io.seakeep;

import java.time.Duration;

/**
 * A call that was ended because its time was over.
 *
 * <p>It says which limit that was, how long it was, and which setting changes it. It has no stack trace: under load there are
 * many, and they are no fault of the code they pass through. The words are put together when somebody asks for them.
 */
public final class CallTimeoutException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String dependency;
    private final String limit;
    private final long limitNanos;
    private final String setting;

    /**
     * @param dependency the dependency, with its key where there is one
     * @param limit which limit ended it, such as {@code deadline}
     * @param limitNanos how long the limit was, in nanoseconds; below zero counts as zero
     * @param setting the setting that changes it; empty where the caller brought the limit along
     */
    public CallTimeoutException(String dependency, String limit, long limitNanos, String setting) {
        super(null, null, true, false);
        this.dependency = dependency;
        this.limit = limit;
        this.limitNanos = Math.max(0, limitNanos);
        this.setting = setting;
    }

    /** The dependency, with its key in square brackets where there is one. */
    public String dependency() {
        return dependency;
    }

    /** Which limit ended it, {@code timeout} or {@code deadline}. */
    public String limit() {
        return limit;
    }

    /**
     * How long the limit was: the timeout of the attempt, from its start, or the deadline of the call, from the start of the call.
     * The timeout of a synchronous attempt that has changed since is known to some microseconds, a deadline that the caller brought
     * along to 32 ns.
     */
    public Duration limitDuration() {
        return Duration.ofNanos(limitNanos);
    }

    /** The setting that changes it, such as {@code deadline.limit}; empty where the caller brought the deadline along. */
    public String setting() {
        return setting;
    }

    @Override
    public String getMessage() {
        StringBuilder message = new StringBuilder(128)
                .append("call to ")
                .append(dependency)
                .append(" ended by its ")
                .append(limit)
                .append(" of ")
                .append(Durations.format(limitNanos));
        return setting.isEmpty()
                ? message.append(", which its caller brought along").toString()
                : message.append("; setting: ").append(setting).toString();
    }
}
