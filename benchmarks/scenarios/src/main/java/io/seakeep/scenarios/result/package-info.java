/** What came of a scenario: plain records that a report draws and that are written as JSON. */
@NullMarked
package io.seakeep.scenarios.result;

import org.jspecify.annotations.NullMarked;
