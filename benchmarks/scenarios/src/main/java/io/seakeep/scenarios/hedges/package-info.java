/** What the literature reports of hedged and of tied requests, reproduced with this library. */
@NullMarked
package io.seakeep.scenarios.hedges;

import org.jspecify.annotations.NullMarked;
