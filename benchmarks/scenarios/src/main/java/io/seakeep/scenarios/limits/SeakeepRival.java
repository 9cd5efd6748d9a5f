package io.seakeep.scenarios.limits;

import io.seakeep.Classifier;
import io.seakeep.Dependency;
import io.seakeep.Seakeep;
import io.seakeep.Verdict;
import io.seakeep.bulkhead.AdaptiveBulkheadPolicy;
import io.seakeep.bulkhead.Bulkhead;
import io.seakeep.settings.SettingsSources;
import io.seakeep.time.TimeSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The adaptive bulkhead, alone in a pipeline. */
final class SeakeepRival implements Rival {

    private final String name;
    private final Dependency dependency;
    private final Bulkhead bulkhead;

    SeakeepRival(String name, AdaptiveBulkheadPolicy policy, TimeSource time, long seed) {
        this.name = name;
        this.dependency = Seakeep.builder()
                .settings(SettingsSources.none())
                .time(time)
                .seed(seed)
                .build()
                .dependency(
                        "server",
                        builder ->
                                builder.withoutStandardPolicies().with(policy).classifier(new AnswerClassifier()));
        this.bulkhead = dependency.policy(Bulkhead.class);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void enter(Consumer<Consumer<Answer>> admitted) {
        dependency.acquireAsync().thenAccept(permit -> admitted.accept(permit::succeed));
    }

    @Override
    public int limit() {
        return bulkhead.limit();
    }

    String explain() {
        return bulkhead.explain();
    }

    private static final class AnswerClassifier implements Classifier {

        @Override
        public Verdict ofResult(@Nullable Object result) {
            return switch ((Answer) result) {
                case GOOD -> Verdict.SUCCESS;
                case ERROR -> Verdict.FAILURE;
                case TURNED_AWAY -> Verdict.THROTTLED;
                case NONE_IN_TIME -> Verdict.TIMED_OUT;
            };
        }

        @Override
        public Verdict ofFailure(Throwable failure) {
            return Verdict.FAILURE;
        }
    }
}
