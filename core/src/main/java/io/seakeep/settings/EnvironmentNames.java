package io.seakeep.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Understands the names of environment variables, which have neither dots nor dashes nor small letters: {@code SEAKEEP_DEFAULT_SETTING} and
 * {@code SEAKEEP_DEPENDENCY_NAME_SETTING}. Where the name of a dependency ends and that of a setting begins is told by which settings there are.
 */
final class EnvironmentNames {

    private static final String DEFAULT = "SEAKEEP_DEFAULT_";
    private static final String DEPENDENCY = "SEAKEEP_DEPENDENCY_";
    private static final List<String> NOT_AN_OPERATORS = List.of(
            "SEAKEEP_LOCK_DEFAULT_", "SEAKEEP_LOCK_DEPENDENCY_", "SEAKEEP_BOUND_DEFAULT_", "SEAKEEP_BOUND_DEPENDENCY_");

    private final SettingNames names;

    EnvironmentNames(SettingNames names) {
        this.names = names;
    }

    /**
     * What it says; empty if it is not meant for us. An orchestrator makes variables out of the names of services, and one may be called seakeep.
     *
     * @throws IllegalArgumentException if it is meant for us and says nothing; the message goes on from the name
     */
    Optional<PropertyName> read(String variable) {
        if (NOT_AN_OPERATORS.stream().anyMatch(variable::startsWith)) {
            throw new IllegalArgumentException(
                    "cannot be said by an operator: locks and bounds are the organisation's and the service's");
        }
        if (variable.startsWith(DEFAULT)) {
            String setting = variable.substring(DEFAULT.length());
            return Optional.of(new PropertyName(
                    PropertyName.Kind.VALUE, Scope.DEFAULT, only(setting, named(setting, setting.length()))));
        }
        if (variable.startsWith(DEPENDENCY)) {
            return Optional.of(ofDependency(variable.substring(DEPENDENCY.length())));
        }
        return Optional.empty();
    }

    private PropertyName ofDependency(String rest) {
        for (int underscore = rest.indexOf('_', 1); underscore >= 0; underscore = rest.indexOf('_', underscore + 1)) {
            // From the left: the first that fits is the longest.
            List<String> settings = named(rest, rest.length() - underscore - 1);
            if (!settings.isEmpty()) {
                Scope scope = new Scope(NamePattern.of(dashed(rest.substring(0, underscore))), null);
                return new PropertyName(PropertyName.Kind.VALUE, scope, only(rest, settings));
            }
        }
        throw unknown(rest);
    }

    /** The settings that the last characters of the text name. */
    private List<String> named(String text, int characters) {
        List<String> named = new ArrayList<>();
        for (Setting<?> setting : names.all()) {
            String written = written(setting);
            if (written.length() == characters && text.endsWith(written)) {
                named.add(setting.name());
            }
        }
        return named;
    }

    private String only(String text, List<String> settings) {
        if (settings.isEmpty()) {
            throw unknown(text);
        }
        if (settings.size() > 1) {
            throw new IllegalArgumentException("may mean any of " + String.join(", ", settings));
        }
        return settings.get(0);
    }

    private IllegalArgumentException unknown(String text) {
        String nearest = NearestName.to(
                text, names.all().stream().map(EnvironmentNames::written).toList());
        return new IllegalArgumentException(
                "ends with no setting" + (nearest.isEmpty() ? "" : "; the nearest is " + nearest));
    }

    private static String written(Setting<?> setting) {
        return setting.name().toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    private static String dashed(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
