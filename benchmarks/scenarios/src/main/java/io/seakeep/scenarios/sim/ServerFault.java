package io.seakeep.scenarios.sim;

/** What a server answers when it does not do what was asked. Without a stack trace, for there are millions of them. */
public final class ServerFault extends Exception {

    private static final long serialVersionUID = 1L;

    /** No room, or nobody there. */
    public static final ServerFault REFUSED = new ServerFault("connection refused");

    /** It went away with the request. */
    public static final ServerFault CRASHED = new ServerFault("connection reset");

    /** @param message what happened */
    public ServerFault(String message) {
        super(message, null, false, false);
    }
}
