package io.seakeep.scenarios.result;

/**
 * A stretch of time in which something is wrong, or is looked at.
 *
 * @param name in a word or two
 */
public record Phase(String name, double fromSecond, double toSecond) {}
