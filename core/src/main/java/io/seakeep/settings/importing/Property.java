package io.seakeep.settings.importing;

/**
 * What somebody said to the other library.
 *
 * @param name in full, as it was written
 * @param value as it was written, without white space around it
 */
record Property(String name, String value) {

    @Override
    public String toString() {
        return value.isEmpty() ? name : name + " = " + value;
    }
}
