package io.seakeep.scenarios.result;

/**
 * A number in the table.
 *
 * @param name what it is: the column's head, the same for all clients of a scenario
 * @param value NaN if it has none
 * @param unit such as "%", "ms", "×" or "/s"
 */
public record Figure(String name, double value, String unit) {}
