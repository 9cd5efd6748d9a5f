package io.seakeep.settings.importing;

import java.util.Map;

/** Turns the settings of another library into Seakeep's. Immutable, and safe for use by many threads. */
public abstract class SettingsImporter {

    SettingsImporter() {}

    /**
     * Of Resilience4j 2.4.0, as Spring Boot reads them: {@code resilience4j.circuitbreaker.instances.NAME.failureRateThreshold} and so on, in
     * any of the spellings that Spring allows, with {@code configs} and {@code baseConfig}.
     */
    public static SettingsImporter resilience4j() {
        return new Resilience4jImporter();
    }

    /** Of Hystrix 1.5.18: {@code hystrix.command.KEY…} and {@code hystrix.threadpool.POOL…}. */
    public static SettingsImporter hystrix() {
        return new HystrixImporter();
    }

    /**
     * What these come to. Whatever is not of that library is passed over.
     *
     * @throws IllegalArgumentException if two names of theirs would be one of ours, or one would be none; the message has all of them
     */
    public abstract ImportedSettings read(Map<String, String> properties);

    /** The library's name. */
    @Override
    public abstract String toString();
}
