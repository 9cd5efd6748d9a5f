package io.seakeep.scenarios;

/** What a shell is told. */
enum ExitStatus {
    HELD(0),
    NOT_HELD(1),
    WRONG_ARGUMENTS(2);

    private final int code;

    ExitStatus(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
