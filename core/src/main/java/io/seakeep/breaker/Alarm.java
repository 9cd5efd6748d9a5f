package io.seakeep.breaker;

/**
 * What a {@link Watch} found wrong.
 *
 * @param probeLimit how fast a probe has to be to prove that it is over
 */
record Alarm(Reason reason, ProbeLimit probeLimit) {}
