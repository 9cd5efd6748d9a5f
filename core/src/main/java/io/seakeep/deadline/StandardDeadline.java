package io.seakeep.deadline;

import io.seakeep.Policy;
import io.seakeep.PolicyProvider;

/** Lets a deadline be set from outside the code. There is none until it is. */
public final class StandardDeadline implements PolicyProvider {

    /** For {@link java.util.ServiceLoader}. */
    public StandardDeadline() {}

    @Override
    public Policy standard() {
        return CallDeadline.STANDARD;
    }
}
