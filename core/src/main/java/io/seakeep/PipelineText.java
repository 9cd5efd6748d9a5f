package io.seakeep;

import java.util.Locale;

/** A pipeline for people to read. */
final class PipelineText {

    private PipelineText() {}

    /** Every policy in order, with its mode and settings. */
    static String describe(ResolvedSpec spec) {
        StringBuilder text = new StringBuilder(spec.name());
        boolean timeoutSaid = false;
        for (Policy policy : spec.policies()) {
            line(text, policy.name(), policy.mode().name().toLowerCase(Locale.ROOT), policy.describe());
            timeoutSaid |= policy.position() == Position.TIMEOUT;
        }
        if (!timeoutSaid) {
            line(
                    text,
                    "timeout",
                    "advisory",
                    Durations.format(AttemptTimeout.UNDECIDED) + ", handed out by attempt.remaining()");
        }
        line(text, "budget", "enforce", spec.budget().describe());
        line(text, "tracker", "always", "window 10 s, tick 250 ms");
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String mode, String settings) {
        text.append(String.format("%n  %-10s %-9s %s", name, mode, settings));
    }
}
