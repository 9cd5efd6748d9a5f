package io.seakeep;

/** The timeout of attempts for which no policy decides one. */
record FixedTimeout(long timeoutNanos) implements AttemptTimeout {

    @Override
    public String setting() {
        return "timeout.mode";
    }
}
