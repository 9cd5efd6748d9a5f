package io.seakeep.scenarios.report;

import io.seakeep.scenarios.proof.Length;

/**
 * How results came about.
 *
 * @param program how it is started, with a space behind it
 * @param arguments what it was asked for
 * @param seconds it took by a clock on the wall
 */
public record Run(String program, String arguments, long seed, Length length, double seconds) {}
