package io.seakeep;

/**
 * Another attempt was started beside those of its call that were late, or because one of them had failed.
 *
 * @param dependency the dependency, with its key in square brackets where there is one
 * @param attempt the number of the attempt within its call
 * @param afterNanos how long after the first attempt, in nanoseconds
 */
public record HedgeSent(String dependency, int attempt, long afterNanos) implements SeakeepEvent {

    @Override
    public String message() {
        return "attempt " + attempt + " at " + dependency + " was sent " + Durations.format(afterNanos)
                + " after the first";
    }

    @Override
    public Severity severity() {
        return Severity.DEBUG;
    }
}
