package io.seakeep.timeout;

import io.seakeep.TimeoutEnforcement;

/** What is done about attempts that take too long, for people. */
final class Enforcement {

    private Enforcement() {}

    static String describe(TimeoutEnforcement enforcement) {
        return switch (enforcement) {
            case HANDED_OUT -> "handed out only";
            case ASYNCHRONOUS -> "ends asynchronous attempts, handed out to synchronous ones";
            case INTERRUPTING -> "ends asynchronous attempts, interrupts synchronous ones";
            case ISOLATED -> "ends asynchronous attempts, abandons synchronous ones on threads of their own";
        };
    }
}
