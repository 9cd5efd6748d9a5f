package io.seakeep;

import io.seakeep.settings.EffectiveSettings;
import io.seakeep.settings.LoadedSettings;
import io.seakeep.settings.Setting;
import io.seakeep.settings.SettingsSources;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The settings from outside the code that hold now, for all dependencies of a {@link Seakeep}. They change all together or not at all: if
 * anything is wrong with what was read anew, those before stay in force. Safe for use by many threads; one at a time reads anew.
 */
final class SettingsInForce {

    private final SettingsSources sources;
    private final SpecResolver resolver;
    private final List<Setting<?>> schema;
    private final Events events;
    private final Ticker ticker;
    private final Supplier<Collection<KeyedPipelines>> all;
    private volatile LoadedSettings loaded;

    /**
     * @param all those that go by these settings
     * @throws IllegalConfigurationException if anything that the service or an operator said cannot be; it lists all of it
     */
    SettingsInForce(
            SettingsSources sources,
            SpecResolver resolver,
            Events events,
            Ticker ticker,
            Supplier<Collection<KeyedPipelines>> all) {
        this.sources = sources;
        this.resolver = resolver;
        this.schema = resolver.schema();
        this.events = events;
        this.ticker = ticker;
        this.all = all;
        this.loaded = sources.load(schema);
        if (!loaded.problems().isEmpty()) {
            throw new IllegalConfigurationException("settings", loaded.problems());
        }
        loaded.reports().forEach(report -> events.emit(new SettingsReported("settings", report)));
    }

    LoadedSettings current() {
        return loaded;
    }

    /**
     * What holds. Where an organisation's settings cannot be together with the service's, the former are left out: they stop no service.
     *
     * @throws IllegalConfigurationException if it cannot be without them either
     */
    ResolvedSpec resolve(DependencySpec said, @Nullable String key, LoadedSettings with) {
        try {
            return resolver.resolve(said, key, with);
        } catch (IllegalConfigurationException refused) {
            for (List<Setting<?>> leftOut : resolver.suspects(refused.problems())) {
                try {
                    return resolver.resolve(said, key, with.withoutOrganisation(leftOut));
                } catch (IllegalConfigurationException noBetter) {
                    // More is left out next.
                }
            }
            throw refused;
        }
    }

    /** Where everything comes from. */
    EffectiveSettings explain(DependencySpec said, ResolvedSpec spec) {
        return resolver.explain(said, spec.key(), spec.by());
    }

    /** Says what was overruled, and what is doubtful though it can be. */
    void report(DependencySpec said, ResolvedSpec spec, LoadedSettings with) {
        EffectiveSettings effective = explain(said, spec);
        if (spec.by() != with) {
            reportLeftOut(said, spec, with);
        }
        effective.reports().forEach(report -> events.emit(new SettingsReported(spec.name(), report)));
        SettingDoubts.of(spec, effective).forEach(doubt -> events.emit(new SettingsReported(spec.name(), doubt)));
    }

    private void reportLeftOut(DependencySpec said, ResolvedSpec spec, LoadedSettings with) {
        try {
            resolver.resolve(said, spec.key(), with);
        } catch (IllegalConfigurationException refused) {
            String why = "what an organisation says was left out, for it cannot be together with the rest: "
                    + String.join("; ", refused.problems());
            events.emit(new SettingsReported(spec.name(), why));
        }
    }

    /** Pipelines have been made by these settings, which may no longer have been in force when others could find them. */
    void made(KeyedPipelines pipelines, LoadedSettings by) {
        if (loaded != by) {
            // What is in force by then: a later change may have been in front of this in the queue.
            ticker.betweenTicks(() -> pipelines.apply(loaded));
        }
    }

    /** Reads anew if there is a file that may have changed. What changed in it holds from the next tick on. Throws nothing. */
    void readAnew() {
        try {
            if (sources.changed()) {
                readChanged();
            }
        } catch (Throwable broken) {
            // Errors too, such as of a policy of the user's: the file counts as read, and nobody would hear that it
            // does not hold.
            events.emit(new SettingsRefused(List.of("they cannot be judged: " + broken)));
        }
    }

    private void readChanged() {
        LoadedSettings read = sources.load(schema);
        List<String> problems = problems(read);
        if (!problems.isEmpty()) {
            events.emit(new SettingsRefused(problems));
            return;
        }
        read.reports().stream()
                .filter(report -> !loaded.reports().contains(report))
                .forEach(report -> events.emit(new SettingsReported("settings", report)));
        loaded = read;
        ticker.betweenTicks(() -> {
            int changed = all.get().stream()
                    .mapToInt(pipelines -> pipelines.apply(read))
                    .sum();
            events.emit(new SettingsReloaded(changed));
        });
    }

    /** What was set before stays in force for this pipeline. */
    void failed(String pipeline, Throwable broken) {
        events.emit(new UserCodeFailed(pipeline, "reconfiguring", broken));
    }

    private List<String> problems(LoadedSettings read) {
        if (!read.problems().isEmpty()) {
            return read.problems();
        }
        return all.get().stream()
                .flatMap(pipelines -> pipelines.problems(read).stream())
                .distinct()
                .toList();
    }

    boolean mayChange() {
        return sources.operatorFile().isPresent();
    }
}
