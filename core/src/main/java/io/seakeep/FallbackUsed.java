package io.seakeep;

/**
 * A call failed, and its caller got the answer of a fallback.
 *
 * @param dependency the dependency, with its key in square brackets where there is one
 * @param failure what the call failed with
 */
public record FallbackUsed(String dependency, Throwable failure) implements SeakeepEvent {

    @Override
    public String message() {
        return "a fallback answers for " + dependency + ": " + failure;
    }

    @Override
    public Severity severity() {
        return Severity.DEBUG;
    }
}
