package io.seakeep.scenarios.proof;

import io.seakeep.scenarios.clients.Library;
import io.seakeep.scenarios.clients.SeakeepLibrary;
import io.seakeep.scenarios.clients.Textbook;
import io.seakeep.scenarios.clients.Unguarded;
import io.seakeep.scenarios.clients.peers.Failsafe;
import io.seakeep.scenarios.clients.peers.Resilience4j;

/** Who calls. */
public enum Role {
    UNGUARDED("unguarded", new Unguarded()),
    TEXTBOOK("timeout and retries", new Textbook()),
    RESILIENCE4J("Resilience4j", new Resilience4j()),
    FAILSAFE("Failsafe", new Failsafe()),
    SEAKEEP("Seakeep", SeakeepLibrary.whole());

    private final String words;
    private final Library library;

    Role(String words, Library library) {
        this.words = words;
        this.library = library;
    }

    /** As whom it is shown. */
    public String words() {
        return words;
    }

    /** What it calls with. */
    public Library library() {
        return library;
    }
}
