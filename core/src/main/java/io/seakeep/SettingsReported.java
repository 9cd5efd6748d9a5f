package io.seakeep;

/**
 * Something about settings that stops nobody and that somebody ought to know: a value that was overruled or clamped, an operator's that broke a
 * lock, two that make little sense together, a mistake in an organisation's file.
 *
 * @param dependency the dependency, with its key in square brackets where there is one; {@code settings} if it is about none in particular
 * @param report what, with the value and where it comes from
 */
public record SettingsReported(String dependency, String report) implements SeakeepEvent {

    @Override
    public String message() {
        String name = dependency + ": ";
        return report.startsWith(name) ? report : name + report;
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }
}
