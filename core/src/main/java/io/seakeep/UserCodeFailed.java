package io.seakeep;

/**
 * Code handed to Seakeep threw where it must not: a classifier, a policy's tick, an abort hook. The call it belongs to
 * went on without it.
 *
 * @param dependency the dependency, with its key in square brackets where there is one
 * @param what which code, such as {@code classifier}
 * @param failure what it threw
 */
public record UserCodeFailed(String dependency, String what, Throwable failure) implements SeakeepEvent {

    @Override
    public String message() {
        return what + " of " + dependency + " failed: " + failure;
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }
}
