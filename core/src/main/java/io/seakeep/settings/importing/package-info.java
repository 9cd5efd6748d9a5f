/**
 * Settings of other libraries, turned into Seakeep's: theirs are read, ours are printed, and what has no equivalent is listed. Knows of
 * Seakeep's settings their names and ranges, and nothing of policies, so that it runs with nothing but this jar on the class path.
 */
@NullMarked
package io.seakeep.settings.importing;

import org.jspecify.annotations.NullMarked;
