package io.seakeep.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/** Whatever is said where, the value that holds is the one that a simple-minded reading of the rules finds. */
class ResolutionOrderTest {

    private static final Setting<Integer> SETTING = Setting.count("s.n", 50, 1, 100, "");
    private static final List<Setting<?>> SCHEMA = List.of(SETTING);
    private static final String[] NAMES = {
        "default",
        "dependency.*",
        "dependency.a*",
        "dependency.*bc",
        "dependency.abc",
        "dependency.abc[k]",
        "dependency.abc[other]",
        "dependency.a*[k]",
        "dependency.xyz"
    };

    /** Where something is said, as numbers of which the larger wins. */
    private record Said(int layer, int source, int scope, int value) {}

    private record Restriction(int source, int scope, int low, int high) {}

    private final List<Said> values = new ArrayList<>();
    private final List<Restriction> locks = new ArrayList<>();
    private final List<Restriction> bounds = new ArrayList<>();

    @Property(tries = 4_000)
    void theRulesHold(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        values.clear();
        locks.clear();
        bounds.clear();
        values.add(new Said(-1, -1, -1, 50));
        SettingValues builtIn = inCode(random, 0, -1);
        SettingsSources.Builder sources = SettingsSources.builder();
        int files = random.nextInt(3);
        for (int file = 0; file < files; file++) {
            // Handed over in no order; the ranks make one.
            int rank = files - file;
            sources.organisation("o" + file, rank, file(random, 1, rank, 4));
        }
        if (random.nextInt(3) > 0) {
            sources.service("s", file(random, 2, 10, 4));
        }
        SettingValues code = inCode(random, 3, -1);
        sources.systemProperties(properties(random));
        sources.environment(
                random.nextInt(4) > 0 ? Map.of() : Map.of("SEAKEEP_DEPENDENCY_ABC_S_N", "" + operator(random, 12, 9)));

        LoadedSettings loaded = sources.build().load(SCHEMA);
        assertThat(loaded.problems()).isEmpty();
        EffectiveSettings settings = loaded.effective("abc", "k", SCHEMA, builtIn, code);

        assertThat(settings.values().get(SETTING))
                .as(() -> "seed " + seed + ": " + values + locks + bounds + "\n" + settings.text())
                .isEqualTo(expected());
    }

    private SettingValues inCode(SplittableRandom random, int layer, int scope) {
        if (random.nextInt(3) > 0) {
            return SettingValues.nothing();
        }
        int value = 1 + random.nextInt(100);
        values.add(new Said(layer, 0, scope, value));
        return SettingValues.nothing().with(SETTING, value);
    }

    private int operator(SplittableRandom random, int source, int scope) {
        int value = 1 + random.nextInt(100);
        values.add(new Said(4, source, scope, value));
        return value;
    }

    private Map<String, String> properties(SplittableRandom random) {
        Map<String, String> properties = new HashMap<>();
        if (random.nextInt(3) == 0) {
            String name = NAMES[random.nextInt(NAMES.length)];
            int scope = scope(name);
            int value = 1 + random.nextInt(100);
            if (scope >= 0) {
                values.add(new Said(4, 11, scope, value));
            }
            properties.put("seakeep." + name + ".s.n", "" + value);
        }
        return properties;
    }

    private String file(SplittableRandom random, int layer, int source, int most) {
        StringBuilder text = new StringBuilder();
        Set<String> said = new HashSet<>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            String kind = new String[] {"", "", "", "lock.", "bound."}[random.nextInt(5)];
            String name = NAMES[random.nextInt(NAMES.length)];
            if (!said.add(kind + name)) {
                continue;
            }
            int low = 1 + random.nextInt(100);
            int high = low + random.nextInt(101 - low);
            int scope = scope(name);
            if (scope >= 0 && kind.isEmpty()) {
                values.add(new Said(layer, source, scope, low));
            } else if (scope >= 0) {
                (kind.equals("lock.") ? locks : bounds).add(new Restriction(source, scope, low, high));
            }
            text.append("seakeep.").append(kind).append(name).append(".s.n = ").append(low);
            text.append(kind.equals("bound.") ? ".." + high + "\n" : "\n");
        }
        return text.toString();
    }

    /** How specific it is, or -1 if it is not about {@code abc[k]}. */
    private static int scope(String name) {
        if (name.equals("default")) {
            return 0;
        }
        String rest = name.substring("dependency.".length());
        String pattern = rest.replaceAll("\\[.*", "");
        boolean ofKey = rest.endsWith("[k]");
        if ((rest.endsWith("]") && !ofKey) || !Pattern.matches(pattern.replace("*", ".*"), "abc")) {
            return -1;
        }
        int ofName = pattern.contains("*") ? pattern.length() : 9;
        return ofName + (ofKey ? 10 : 0);
    }

    private int expected() {
        @Nullable Said operator = strongest(true);
        if (operator != null) {
            return operator.value;
        }
        int lockedBy = Integer.MAX_VALUE;
        int value = strongest(false).value;
        Restriction lock = null;
        for (Restriction other : locks) {
            if (lock == null
                    || other.source < lock.source
                    || (other.source == lock.source && other.scope > lock.scope)) {
                lock = other;
            }
        }
        if (lock != null) {
            lockedBy = lock.source;
            value = lock.low;
        }
        int low = Integer.MIN_VALUE;
        int high = Integer.MAX_VALUE;
        for (int source = 0; source < Math.min(lockedBy, 20); source++) {
            Restriction bound = null;
            for (Restriction other : bounds) {
                if (other.source == source && (bound == null || other.scope > bound.scope)) {
                    bound = other;
                }
            }
            if (bound != null && Math.max(low, bound.low) <= Math.min(high, bound.high)) {
                low = Math.max(low, bound.low);
                high = Math.min(high, bound.high);
            }
        }
        return Math.max(low, Math.min(high, value));
    }

    private @Nullable Said strongest(boolean operators) {
        Said strongest = null;
        for (Said said : values) {
            if ((said.layer == 4) != operators) {
                continue;
            }
            if (strongest == null
                    || said.layer > strongest.layer
                    || (said.layer == strongest.layer
                            && (said.scope > strongest.scope
                                    || (said.scope == strongest.scope && said.source > strongest.source)))) {
                strongest = said;
            }
        }
        return strongest;
    }
}
