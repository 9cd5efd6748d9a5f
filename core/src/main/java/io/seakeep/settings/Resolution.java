package io.seakeep.settings;

import java.util.ArrayList;
import java.util.List;

/**
 * Works out what one setting is, for one dependency or key.
 *
 * <p>First what holds without an operator: the lock, or else the strongest value, within bounds. Then whether an operator says otherwise, who
 * is bound by nothing.
 */
final class Resolution {

    private final Setting<?> setting;
    private final Restrictions restrictions;
    /** The strongest first, the setting's own last. */
    private final List<Entry> candidates;

    private final List<Entry> operators;
    private final Entry standard;
    private final List<String> notes = new ArrayList<>();
    private final List<String> reports = new ArrayList<>();

    /** What holds, and instead of what. */
    private record Outcome(Object value, Entry by, List<SaidValue> overruled) {}

    /**
     * @param values those that match, in any order, of all layers
     * @param restrictions those that match
     */
    Resolution(Setting<?> setting, List<Entry> values, Restrictions restrictions) {
        this.setting = setting;
        this.restrictions = restrictions;
        standard = Entry.standard(setting);
        List<Entry> sorted = values.stream().sorted(Entry.STRENGTH.reversed()).toList();
        operators = sorted.stream().filter(Resolution::isOperators).toList();
        candidates = new ArrayList<>();
        Entry lock = restrictions.lock();
        if (lock != null) {
            candidates.add(lock);
        }
        sorted.stream().filter(value -> !isOperators(value)).forEach(candidates::add);
        candidates.add(standard);
    }

    private static boolean isOperators(Entry value) {
        return value.origin().layer() == Layer.OPERATOR;
    }

    Resolved resolve() {
        Outcome outcome = withoutOperator();
        if (!operators.isEmpty()) {
            outcome = byOperator(outcome);
        }
        for (Entry powerless : restrictions.powerless()) {
            reports.add("the " + powerless.describe() + " has no effect, for an earlier one leaves no room");
        }
        SaidValue said = new SaidValue(
                setting.formatSaid(outcome.value),
                outcome.by.origin(),
                outcome.by.scope().toString());
        return new Resolved(
                new EffectiveValue(setting, said, outcome.overruled, notes),
                outcome.by.equals(standard) ? null : outcome.value,
                reports);
    }

    private Outcome withoutOperator() {
        Entry chosen = choose();
        Object value = restrictions.clamp(chosen.said());
        Entry bound = restrictions.brokenBy(chosen.said());
        if (chosen.kind() == PropertyName.Kind.LOCK) {
            notes.add("locked");
            reportOverruledByLock(chosen, value);
        }
        if (bound != null) {
            notes.add("clamped: " + restrictions.bounds());
            if (!chosen.equals(standard)) {
                reports.add(describe(chosen) + " is clamped to " + setting.formatSaid(value) + ": "
                        + restrictions.bounds() + " (" + restrictions.boundBy() + ")");
            }
        }
        List<SaidValue> overruled = new ArrayList<>();
        for (Entry candidate : candidates) {
            boolean shown = candidate.equals(chosen) ? bound != null : !candidate.equals(standard);
            if (shown) {
                overruled.add(candidate.toSaidValue());
            }
        }
        return new Outcome(value, bound == null ? chosen : bound, overruled);
    }

    /**
     * The strongest; but where there are bounds, {@code none} does not take away a value that a weaker one gives, or nobody would be bound who
     * says it. If there is no such value, {@code none} remains: a bound does not make up one.
     */
    private Entry choose() {
        Entry strongest = candidates.get(0);
        if (!strongest.isNone() || !restrictions.isBounded()) {
            return strongest;
        }
        for (Entry candidate : candidates) {
            if (!candidate.isNone()) {
                notes.add("not none: " + restrictions.bounds());
                reports.add(describe(strongest) + " is overruled by " + setting.formatSaid(candidate.said()) + ": "
                        + restrictions.bounds() + " (" + restrictions.boundBy() + ")");
                return candidate;
            }
        }
        return strongest;
    }

    private void reportOverruledByLock(Entry lock, Object value) {
        Entry strongest = candidates.get(1);
        boolean bound = strongest.order() > lock.order()
                || (strongest.order() == lock.order()
                        && Scope.SPECIFICITY.compare(strongest.scope(), lock.scope()) >= 0);
        if (bound && !strongest.said().equals(value)) {
            reports.add(describe(strongest) + " is overruled: locked to " + setting.formatSaid(value) + " ("
                    + lock.where() + ")");
        }
    }

    private Outcome byOperator(Outcome without) {
        Entry operator = operators.get(0);
        Entry lock = restrictions.lock();
        Object value = operator.said();
        if (lock != null && !value.equals(without.value)) {
            breakGlass(operator, "locked to " + setting.formatSaid(without.value) + " (" + lock.where() + ")");
        } else if (restrictions.brokenBy(value) != null
                || (restrictions.isBounded() && takesAway(value, without.value))) {
            breakGlass(operator, restrictions.bounds() + " (" + restrictions.boundBy() + ")");
        } else {
            notes.clear();
        }
        List<SaidValue> overruled = new ArrayList<>();
        operators.subList(1, operators.size()).forEach(other -> overruled.add(other.toSaidValue()));
        if (!without.by.equals(standard)) {
            overruled.add(new SaidValue(
                    setting.formatSaid(without.value),
                    without.by.origin(),
                    without.by.scope().toString()));
        }
        overruled.addAll(without.overruled);
        return new Outcome(value, operator, overruled);
    }

    private static boolean takesAway(Object value, Object other) {
        return value.equals(Setting.NONE) && !other.equals(Setting.NONE);
    }

    private void breakGlass(Entry operator, String restriction) {
        notes.clear();
        notes.add("break-glass: " + restriction);
        reports.add(describe(operator) + " breaks what is " + restriction);
    }

    private String describe(Entry value) {
        return setting.formatSaid(value.said()) + " (" + value.where() + ")";
    }
}
