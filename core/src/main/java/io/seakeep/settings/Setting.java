package io.seakeep.settings;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something that can be set: a name, what values there are, which one it has if nobody says anything, and a sentence about it. The settings
 * reference, the validation and the help for whoever misspells one all come from here. Immutable; each setting is one constant, and is known by
 * identity.
 *
 * @param <T> the type of its values
 */
public final class Setting<T> {

    /** What stands for no value, where there need not be one. */
    static final String NONE = "none";

    private static final Pattern NAME = Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)*");

    private final String name;
    private final ValueType<T> type;
    private final @Nullable T standard;
    private final String sentence;

    private Setting(String name, ValueType<T> type, @Nullable T standard, String sentence) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a setting's name is words of a-z, 0-9 and - with dots between: " + name);
        }
        this.name = name;
        this.type = type;
        this.standard = standard;
        this.sentence = Objects.requireNonNull(sentence, "sentence");
    }

    /**
     * A length of time, written such as {@code 250ms}, {@code 2s}, {@code 1.5s}, {@code 5min} or {@code 1h}.
     *
     * @param standard null if there need not be one
     */
    public static Setting<Duration> duration(
            String name, @Nullable Duration standard, Duration lowest, Duration highest, String sentence) {
        return new Setting<>(name, new DurationType(lowest, highest), standard, sentence);
    }

    /**
     * A part of a whole, written such as {@code 0.05} or {@code 5%}.
     *
     * @param standard null if there need not be one
     */
    public static Setting<Double> share(
            String name, @Nullable Double standard, double lowest, double highest, String sentence) {
        return new Setting<>(name, NumberType.share(lowest, highest), standard, sentence);
    }

    /**
     * A part of a whole that is above the lowest value and not equal to it; otherwise as {@link #share}.
     *
     * @param standard null if there need not be one
     */
    public static Setting<Double> shareAbove(
            String name, @Nullable Double standard, double above, double highest, String sentence) {
        return new Setting<>(name, NumberType.shareAbove(above, highest), standard, sentence);
    }

    /**
     * A number that need not be whole.
     *
     * @param standard null if there need not be one
     */
    public static Setting<Double> number(
            String name, @Nullable Double standard, double lowest, double highest, String sentence) {
        return new Setting<>(name, NumberType.number(lowest, highest), standard, sentence);
    }

    /**
     * A number that is above the lowest value and not equal to it.
     *
     * @param standard null if there need not be one
     */
    public static Setting<Double> numberAbove(
            String name, @Nullable Double standard, double above, double highest, String sentence) {
        return new Setting<>(name, NumberType.numberAbove(above, highest), standard, sentence);
    }

    /**
     * A whole number.
     *
     * @param standard null if there need not be one
     */
    public static Setting<Integer> count(
            String name, @Nullable Integer standard, int lowest, int highest, String sentence) {
        return new Setting<>(name, new CountType(lowest, highest), standard, sentence);
    }

    /** One of the constants of an enumeration, written in lower case with dashes. */
    public static <E extends Enum<E>> Setting<E> choice(String name, E standard, String sentence) {
        return choice(name, standard, EnumSet.allOf(standard.getDeclaringClass()), sentence);
    }

    /**
     * One of those constants of an enumeration, where not all of them make sense; otherwise as {@link #choice(String, Enum, String)}.
     *
     * @param choices the standard one among them
     */
    public static <E extends Enum<E>> Setting<E> choice(String name, E standard, Set<E> choices, String sentence) {
        if (!choices.contains(standard)) {
            throw new IllegalArgumentException(name + " has a standard that is none of its choices: " + standard);
        }
        return new Setting<>(name, new ChoiceType<>(List.copyOf(EnumSet.copyOf(choices))), standard, sentence);
    }

    /** Such as {@code breaker.failure-rate}. */
    public String name() {
        return name;
    }

    /** The value if nobody says anything; empty if there is none then. */
    public Optional<T> standard() {
        return Optional.ofNullable(standard);
    }

    /** Whether there may be no value, which is written {@code none}. */
    public boolean mayBeNone() {
        return standard == null;
    }

    /** What it does, for people. */
    public String sentence() {
        return sentence;
    }

    /** Which values are right, for people, such as {@code from 1ms to 1h}. */
    public String range() {
        return type.range() + (mayBeNone() ? ", or none" : "");
    }

    /** What a value is, for people: {@code duration}, {@code share}, {@code number}, {@code count} or {@code choice}. */
    public String unit() {
        return type.unit();
    }

    ValueType<T> type() {
        return type;
    }

    /**
     * The value that the text says; null for {@code none}.
     *
     * @throws IllegalArgumentException if it is none, or out of the range; the message says what would have been right
     */
    @Nullable
    T parse(String text) {
        String trimmed = text.trim();
        if (trimmed.equals(NONE) && mayBeNone()) {
            return null;
        }
        T value = type.parse(trimmed);
        if (value == null || !type.allows(value)) {
            throw new IllegalArgumentException("must be " + range() + ": " + trimmed);
        }
        return value;
    }

    /** The value as it would be written in a file, so that {@link #parse} gets the same. */
    String format(@Nullable T value) {
        return value == null ? NONE : type.format(value);
    }

    /** The value that the text says, or {@link #NONE}; null if it says none of the range. */
    @Nullable
    Object parseSaid(String text) {
        try {
            T value = parse(text);
            return value == null ? NONE : value;
        } catch (IllegalArgumentException wrong) {
            return null; // whoever asks says what would have been right, and shortens the text first
        }
    }

    /** A value of this setting, or {@link #NONE}, as it would be written in a file. */
    @SuppressWarnings("unchecked") // made by this setting
    String formatSaid(Object said) {
        return said.equals(NONE) ? NONE : type.format((T) said);
    }

    boolean isOrdered() {
        return type.isOrdered();
    }

    /** Negative, zero or positive as {@code a} is less, equal or more; both are values of this setting, which is {@linkplain #isOrdered ordered}. */
    @SuppressWarnings("unchecked") // made by this setting
    int compareSaid(Object a, Object b) {
        return type.compare((T) a, (T) b);
    }

    /** The range without {@code none}. */
    String valueRange() {
        return type.range();
    }

    @Override
    public String toString() {
        return name;
    }
}
