package io.seakeep.scenarios.proof;

import io.seakeep.scenarios.clients.Library;
import io.seakeep.scenarios.result.Check;
import io.seakeep.scenarios.result.ClientResult;
import io.seakeep.scenarios.result.Story;
import java.util.List;
import java.util.Set;

/** Something that goes wrong, to be met with one library and another. Has no state: each trial has a world of its own. */
public interface Scenario {

    /** What it is about, over that length. */
    Story story(Length length);

    /** Who is set beside each other, in the order in which they are shown. All by default. */
    default Set<Role> roles() {
        return Set.of(Role.values());
    }

    /** What comes of it with that library. Same seed, same result, to the byte. */
    ClientResult play(Role role, Library library, long seed, Length length);

    /** What has to come out. */
    List<Check> judge(Results results);
}
