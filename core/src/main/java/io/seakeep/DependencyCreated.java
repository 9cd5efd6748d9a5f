package io.seakeep;

/**
 * A dependency was named for the first time.
 *
 * @param dependency its name
 * @param description its pipeline, as {@link Dependency#describe()} shows it
 */
public record DependencyCreated(String dependency, String description) implements SeakeepEvent {

    @Override
    public String message() {
        return "guarding " + description.replaceAll("\\R\\s*", " | ").replaceAll(" +", " ");
    }
}
