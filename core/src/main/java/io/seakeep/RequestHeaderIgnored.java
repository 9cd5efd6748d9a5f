package io.seakeep;

/**
 * A request came with a header of ours that could not be read, or that says what cannot be; it is worked on without what was left
 * out.
 *
 * @param ignored how many there have been so far
 */
public record RequestHeaderIgnored(long ignored) implements SeakeepEvent {

    @Override
    public String dependency() {
        return "requests";
    }

    @Override
    public String message() {
        return "a request's " + RequestHeader.NAME + " header could not be read, the " + ignored + ". so far";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }
}
