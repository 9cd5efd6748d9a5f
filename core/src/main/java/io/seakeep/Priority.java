package io.seakeep;

/**
 * How much a call matters to whoever waits for it. Under pressure the least important go first. Said of the calls through a view of a
 * dependency ({@link Dependency#priority}) or of all that is done for a request ({@link RequestContext#withPriority}); where both
 * are said, the less important counts.
 */
public enum Priority {
    /** Somebody cannot go on without it: a checkout, a login. */
    CRITICAL,
    /** Somebody waits for it, and has asked for nothing else: a search, a page's main part. */
    HIGH,
    /** What a call is unless somebody said otherwise. It says nothing, and yields to whatever was said. */
    DEFAULT,
    /** Somebody would hardly notice: a recommendation, a part of a page that can be left out. */
    LOW,
    /** Nobody waits for it: a prefetch, a report, a refill of a cache. */
    BACKGROUND;

    /** What counts for something of this priority that is done for something of the other. */
    Priority within(Priority around) {
        if (around == DEFAULT) {
            return this;
        }
        return this == DEFAULT || compareTo(around) < 0 ? around : this;
    }
}
