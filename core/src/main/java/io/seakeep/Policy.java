package io.seakeep;

/**
 * The immutable description of a policy, as it is handed to {@link Dependency.Builder#with}.
 *
 * <p>A description holds settings and nothing that changes: each dependency, and each key of one, starts its own
 * {@link ActivePolicy} from it. Policies of Seakeep's own and of users are made in the same way; implementations must be
 * safe for use by many threads, which immutability gives them.
 */
public interface Policy {

    /** The name by which the policy goes in settings, events and rejections, in the form {@code [a-z0-9-]+}. */
    String name();

    /** Where in the pipeline it stands, and by that what it is: see {@link ActivePolicy}. */
    Position position();

    /** Whether it acts, only watches, or is left out of the pipeline. */
    Mode mode();

    /**
     * Reports every setting that cannot be. Called once, before the pipeline is built; when anything was reported by any
     * policy, nothing is built and all of it stands in one {@link IllegalConfigurationException}.
     */
    void check(Problems problems);

    /**
     * Starts the policy for one dependency or key. Called only when {@link #check} found nothing and the mode is not
     * {@link Mode#OFF}.
     */
    ActivePolicy start(PolicyScope scope);

    /** The settings in a line for people, as {@link Dependency#describe()} shows them. */
    String describe();
}
