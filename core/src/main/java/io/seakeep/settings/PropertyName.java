package io.seakeep.settings;

import java.util.List;

/**
 * What the name of a property says: {@code seakeep.}, then perhaps {@code lock.} or {@code bound.}, then {@code default.} or
 * {@code dependency.NAME.} or {@code dependency.NAME[KEY].}, then a setting.
 *
 * @param setting which may be none that there is
 */
record PropertyName(Kind kind, Scope scope, String setting) {

    static final String PREFIX = "seakeep.";

    private static final String DEFAULT = "default.";
    private static final String DEPENDENCY = "dependency.";
    private static final List<String> FIRST_WORDS = List.of("default", "dependency", "lock", "bound");

    /** What is done to a setting. */
    enum Kind {
        VALUE(""),
        LOCK("lock."),
        BOUND("bound.");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }
    }

    /** @throws IllegalArgumentException if it says nothing; the message goes on from the name, as in "begins with ..." */
    static PropertyName of(String name) {
        if (!name.startsWith(PREFIX)) {
            throw new IllegalArgumentException(wrongBeginning(name, FIRST_WORDS));
        }
        String rest = name.substring(PREFIX.length());
        Kind kind = kind(rest);
        rest = rest.substring(kind.prefix.length());
        if (rest.startsWith(DEFAULT)) {
            return new PropertyName(kind, Scope.DEFAULT, rest.substring(DEFAULT.length()));
        }
        if (rest.startsWith(DEPENDENCY)) {
            return ofDependency(kind, rest.substring(DEPENDENCY.length()));
        }
        throw new IllegalArgumentException(
                wrongBeginning(rest, kind == Kind.VALUE ? FIRST_WORDS : FIRST_WORDS.subList(0, 2)));
    }

    /** The same with a scope, for a name that may have been written without: {@code seakeep.default.} and what follows. */
    static String forAll(String name) {
        String rest = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
        Kind kind = kind(rest);
        return PREFIX + kind.prefix + DEFAULT + rest.substring(kind.prefix.length());
    }

    private static Kind kind(String rest) {
        for (Kind kind : List.of(Kind.LOCK, Kind.BOUND)) {
            if (rest.startsWith(kind.prefix)) {
                return kind;
            }
        }
        return Kind.VALUE;
    }

    private static PropertyName ofDependency(Kind kind, String rest) {
        int bracket = rest.indexOf('[');
        int dot = rest.indexOf('.');
        if (bracket >= 0 && (dot < 0 || bracket < dot)) {
            // A key may hold anything, "]." too; a setting does not.
            int end = rest.lastIndexOf("].");
            if (end <= bracket + 1) {
                throw new IllegalArgumentException(
                        "has no key between brackets, as in seakeep.dependency.NAME[KEY].SETTING");
            }
            Scope scope = new Scope(NamePattern.of(rest.substring(0, bracket)), rest.substring(bracket + 1, end));
            return new PropertyName(kind, scope, rest.substring(end + 2));
        }
        if (dot < 0) {
            throw new IllegalArgumentException("ends before a setting, as in seakeep.dependency.NAME.SETTING");
        }
        return new PropertyName(kind, new Scope(NamePattern.of(rest.substring(0, dot)), null), rest.substring(dot + 1));
    }

    private static String wrongBeginning(String found, List<String> words) {
        int dot = found.indexOf('.');
        String nearest = NearestName.to(dot < 0 ? found : found.substring(0, dot), words);
        return "begins with none of seakeep.default., seakeep.dependency.NAME., seakeep.lock. and seakeep.bound."
                + (nearest.isEmpty() ? "" : "; the nearest to what follows seakeep. is " + nearest);
    }

    /** Whether this was meant for us, as far as can be told: others have system properties that begin with {@code seakeep.} too. */
    static boolean isMeant(String name) {
        if (!name.startsWith(PREFIX)) {
            return false;
        }
        String rest = name.substring(PREFIX.length());
        int dot = rest.indexOf('.');
        if (dot < 0) {
            return false;
        }
        String word = rest.substring(0, dot);
        return FIRST_WORDS.stream().anyMatch(known -> NearestName.distance(word, known) <= known.length() / 3);
    }
}
