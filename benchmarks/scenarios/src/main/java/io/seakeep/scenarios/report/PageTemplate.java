package io.seakeep.scenarios.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page with gaps such as {@code {{style}}} in it. What is put into one is not looked at for others. */
final class PageTemplate {

    private static final Pattern GAP = Pattern.compile("\\{\\{(\\w+)}}");

    private final String template;
    private final Map<String, String> parts = new LinkedHashMap<>();

    private PageTemplate(String template) {
        this.template = template;
    }

    static PageTemplate read(String resource) {
        return new PageTemplate(Resource.text(resource));
    }

    PageTemplate with(String gap, String text) {
        parts.put(gap, text);
        return this;
    }

    String text() {
        return GAP.matcher(template).replaceAll(gap -> Matcher.quoteReplacement(part(gap.group(1))));
    }

    private String part(String gap) {
        String part = parts.get(gap);
        if (part == null) {
            throw new IllegalStateException("nothing for " + gap);
        }
        return part;
    }
}
