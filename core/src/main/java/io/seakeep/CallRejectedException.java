package io.seakeep;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A call that was refused before it reached the dependency.
 *
 * <p>It says who refused it, why, which setting changes that, and when to come back. It has no stack trace: under load
 * rejections are many, they are no fault of the code they pass through, and they should cost next to nothing. The words
 * are put together when somebody asks for them.
 */
public final class CallRejectedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String dependency;
    private final String policy;
    private final String setting;
    private final long retryAfterNanos;
    private final transient @Nullable Supplier<String> reason;

    /**
     * @param dependency the dependency, with its key where there is one
     * @param policy the name of the policy that refused
     * @param setting the setting that changes its mind
     * @param retryAfterNanos when to come back, in nanoseconds from now; zero when that is not known
     * @param reason why, in words; called when the message is read, possibly often, by any thread
     */
    public CallRejectedException(
            String dependency, String policy, String setting, long retryAfterNanos, Supplier<String> reason) {
        super(null, null, false, false);
        this.dependency = dependency;
        this.policy = policy;
        this.setting = setting;
        this.retryAfterNanos = Math.max(0, retryAfterNanos);
        this.reason = reason;
    }

    /** The dependency, with its key in square brackets where there is one. */
    public String dependency() {
        return dependency;
    }

    /** The name of the policy that refused, such as {@code breaker}. */
    public String policy() {
        return policy;
    }

    /** The setting that changes it, such as {@code breaker.failure-rate}. */
    public String setting() {
        return setting;
    }

    /** Why, with numbers. */
    public String reason() {
        return reason == null ? "not known after deserialization" : reason.get();
    }

    /** When to come back; zero when that is not known. */
    public Duration retryAfter() {
        return Duration.ofNanos(retryAfterNanos);
    }

    @Override
    public String getMessage() {
        StringBuilder message = new StringBuilder(128)
                .append("call to ")
                .append(dependency)
                .append(" refused by ")
                .append(policy)
                .append(": ")
                .append(reason());
        if (retryAfterNanos > 0) {
            message.append("; come back in ").append(Durations.format(retryAfterNanos));
        }
        return message.append("; setting: ").append(setting).toString();
    }
}
