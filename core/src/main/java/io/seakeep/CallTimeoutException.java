package io.seakeep;

/**
 * A call that was ended because its time was over. It has no stack trace: under load there are many, and they are no fault of the
 * code they pass through.
 */
public final class CallTimeoutException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String dependency;
    private final String limit;

    /**
     * @param dependency the dependency, with its key where there is one
     * @param limit which limit ended it, such as {@code deadline}
     */
    public CallTimeoutException(String dependency, String limit) {
        super("call to " + dependency + " ended by its " + limit, null, true, false);
        this.dependency = dependency;
        this.limit = limit;
    }

    /** The dependency, with its key in square brackets where there is one. */
    public String dependency() {
        return dependency;
    }

    /** Which limit ended it, such as {@code deadline}. */
    public String limit() {
        return limit;
    }
}
