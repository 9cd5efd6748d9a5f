package io.seakeep;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a pipeline is assembled from. It exists so that both kinds of pipeline are made from the same list, which is written down once.
 *
 * @param scope what belongs to the dependency or key and outlives its pipelines
 * @param callTime the time that a call has in all
 * @param gates those that attempts go through
 * @param timeout the time that an attempt has
 * @param judge of results and failures
 * @param retryRules null if no policy retries
 * @param hedgeRules null if no policy hedges
 * @param budget what retries and hedges draw on
 * @param policies all that are at work, outermost first
 * @param accounts of extra attempts
 */
record PipelineParts(
        DependencyScope scope,
        CallTime callTime,
        Gates gates,
        AttemptTimeout timeout,
        Judge judge,
        @Nullable RetryRules retryRules,
        @Nullable HedgeRules hedgeRules,
        ExtraAttempts budget,
        List<ActivePolicy> policies,
        AttemptAccounts accounts) {}
