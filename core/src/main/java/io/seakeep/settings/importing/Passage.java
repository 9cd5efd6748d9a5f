package io.seakeep.settings.importing;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A few lines of the file that is printed.
 *
 * @param prefix of each setting
 * @param sources what they were made from
 * @param notes for whoever reads it
 * @param lines settings and values
 * @param commentedOut why they do not hold; null if they do
 */
record Passage(
        String prefix,
        List<Property> sources,
        List<String> notes,
        Map<String, String> lines,
        @Nullable String commentedOut) {}
