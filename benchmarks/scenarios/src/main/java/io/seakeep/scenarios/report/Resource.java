package io.seakeep.scenarios.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What the page is put together from. */
final class Resource {

    private static final String LIBRARY = "/META-INF/resources/webjars/echarts/5.5.0/echarts.common.min.js";

    private Resource() {}

    /** One that stands beside this class. */
    static String text(String name) {
        return read(name);
    }

    /** Apache ECharts with lines and their axes. */
    static String library() {
        return read(LIBRARY);
    }

    private static String read(String name) {
        try (InputStream in = Resource.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("not on the class path: " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
