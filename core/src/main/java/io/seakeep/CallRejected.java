package io.seakeep;

/**
 * A call, or another attempt of one, was refused before it reached the dependency.
 *
 * @param dependency the dependency, with its key in square brackets where there is one
 * @param refusal what the caller gets: who refused it, which setting changes that, and when to come back
 */
public record CallRejected(String dependency, CallRejectedException refusal) implements SeakeepEvent {

    @Override
    public String message() {
        return refusal.getMessage();
    }

    @Override
    public Severity severity() {
        return Severity.DEBUG;
    }
}
