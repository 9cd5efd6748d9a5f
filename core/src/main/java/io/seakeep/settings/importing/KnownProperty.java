package io.seakeep.settings.importing;

import org.jspecify.annotations.Nullable;

/**
 * A property that the other library has.
 *
 * @param name what follows the name of the instance or command
 * @param standard what holds there if nobody says anything; null if that is of no interest
 * @param noEquivalent why there is nothing like it here; null if there is
 */
record KnownProperty(
        String name,
        ValueKind kind,
        @Nullable String standard,
        @Nullable String noEquivalent) {

    /** One that is translated. */
    static KnownProperty translated(String name, ValueKind kind, String standard) {
        return new KnownProperty(name, kind, standard, null);
    }

    /** One that is translated, where it matters whether it was said and not what holds otherwise. */
    static KnownProperty translated(String name, ValueKind kind) {
        return new KnownProperty(name, kind, null, null);
    }

    static KnownProperty none(String name, String why) {
        return new KnownProperty(name, ValueKind.WORD, null, why);
    }

    /** One that is worth a word only if it is not what it is anyway. */
    static KnownProperty noneUnless(String name, String standard, String why) {
        return new KnownProperty(name, ValueKind.WORD, standard, why);
    }
}
