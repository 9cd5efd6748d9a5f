package io.seakeep.settings.importing;

/** What one kind of policy of Resilience4j's is in ours. Immutable. */
abstract class Resilience4jPolicy {

    static final String INSTANCES = "instances";
    static final String CONFIGS = "configs";

    private static final String LIBRARY = "Resilience4j 2.4.0";
    private static final KnownProperty BASE = KnownProperty.translated("baseConfig", ValueKind.WORD);

    static final String CLASSIFIER =
            "is said in code: by a Classifier, one for each dependency, whose verdict all policies go by";
    static final String NO_STACK_TRACE = "has no equivalent: rejections never have a stack trace";
    static final String NO_BUFFER = "has no equivalent: events are not kept; there are listeners, a log and JFR";
    static final String NO_ACTUATOR = "has no equivalent: there is no integration with Spring's Actuator";

    private final String name;
    private final KnownProperties known;

    /** @param name what follows {@code resilience4j.} */
    Resilience4jPolicy(String name, KnownProperty... known) {
        this.name = name;
        KnownProperty[] all = new KnownProperty[known.length + 1];
        System.arraycopy(known, 0, all, 0, known.length);
        all[known.length] = BASE;
        this.known = new KnownProperties(LIBRARY, ValueKind::uniform, all);
    }

    String name() {
        return name;
    }

    KnownProperties known() {
        return known;
    }

    /** Whether a config that names no base is one upon {@code configs.default}, as is an instance. */
    boolean configsExtendDefault() {
        return true;
    }

    /**
     * What comes of it.
     *
     * @param said what holds for an instance, its bases included
     */
    abstract void draft(Said said, Draft draft, Findings findings);
}
