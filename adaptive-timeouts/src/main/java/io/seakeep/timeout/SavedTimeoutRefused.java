package io.seakeep.timeout;

import io.seakeep.SeakeepEvent;

/**
 * What was saved of a timeout is not used, and it starts with its initial value.
 *
 * @param reason why not
 */
public record SavedTimeoutRefused(String dependency, String reason) implements SeakeepEvent {

    @Override
    public String message() {
        return "what was saved of the timeout of " + dependency + " is not used: " + reason;
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }
}
