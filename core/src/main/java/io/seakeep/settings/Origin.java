package io.seakeep.settings;

import java.util.Objects;

/**
 * Where it was said.
 *
 * @param layer who said it
 * @param source such as {@code acme.jar!/META-INF/seakeep/acme.properties}; empty if the layer says it all
 * @param line where in the source, from 1; 0 if it has no lines
 */
public record Origin(Layer layer, String source, int line) {

    static final Origin BUILT_IN = new Origin(Layer.BUILT_IN, "", 0);
    static final Origin CODE = new Origin(Layer.CODE, "", 0);

    public Origin {
        Objects.requireNonNull(layer, "layer");
        Objects.requireNonNull(source, "source");
    }

    /** The source and the line, such as {@code seakeep.properties:3}. */
    String place() {
        return line == 0 ? source : source + ":" + line;
    }

    /** Such as {@code service, seakeep.properties:3}. */
    @Override
    public String toString() {
        return source.isEmpty() ? layer.toString() : layer + ", " + place();
    }
}
