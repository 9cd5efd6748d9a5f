package io.seakeep;

/** What there is to measure of a pipeline: what belongs to no policy, and what its policies tell of themselves. */
final class PipelineMeasurements {

    private final Pipeline pipeline;
    private final AttemptTimeout timeout;
    private final Rejections rejections;

    PipelineMeasurements(Pipeline pipeline, AttemptTimeout timeout, Rejections rejections) {
        this.pipeline = pipeline;
        this.timeout = timeout;
        this.rejections = rejections;
    }

    void tell(Measurements to) {
        to.gauge(
                Measurement.of("seakeep.attempts.active", "Attempts that are under way"),
                () -> pipeline.tracker().inFlight());
        to.gauge(
                Measurement.seconds("seakeep.timeout", "The timeout that attempts are given"),
                () -> timeout.timeoutNanos() / 1e9);
        rejections.measure(to);
        tell(pipeline.budget(), to);
        RetryRules retrying = pipeline.retryRules();
        if (retrying != null) {
            retrying.measure(to);
        }
        pipeline.policies().forEach(policy -> tell(policy, to));
    }

    private void tell(ActivePolicy policy, Measurements to) {
        try {
            policy.measure(to);
        } catch (Throwable broken) {
            // Errors too: a policy of the user's must not keep the others from being measured.
            pipeline.userCode().report("measurements of " + policy.getClass().getSimpleName(), broken);
        }
    }
}
