/** What came of scenarios, as JSON and as a page to look at. */
@NullMarked
package io.seakeep.scenarios.report;

import org.jspecify.annotations.NullMarked;
