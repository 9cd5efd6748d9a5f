package io.seakeep.settings;

/**
 * One name and its value, as somebody wrote them.
 *
 * @param line where, from 1; 0 if there are no lines
 */
record PropertyLine(int line, String name, String value) {}
