package io.seakeep.scenarios.result;

/**
 * How long calls took that were answered.
 *
 * @param share of them, from 0 to 1
 * @param millis which so many were answered within
 */
public record Percentile(double share, double millis) {}
