package io.seakeep.settings.importing;

import java.util.ArrayList;
import java.util.List;

/** Takes a name apart as Spring does: by dots, save within brackets; and within quotation marks, as YAML has them. */
final class PropertyPath {

    private PropertyPath() {}

    static List<String> of(String name) {
        List<String> elements = new ArrayList<>();
        StringBuilder element = new StringBuilder();
        char closing = 0;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (closing != 0) {
                if (c == closing) {
                    closing = 0;
                } else {
                    element.append(c);
                }
            } else if (c == '.' || c == '[') {
                end(element, elements);
                closing = c == '[' ? ']' : 0;
            } else if (c == '"') {
                closing = '"';
            } else {
                element.append(c);
            }
        }
        end(element, elements);
        return elements;
    }

    private static void end(StringBuilder element, List<String> elements) {
        if (!element.isEmpty()) {
            elements.add(element.toString());
            element.setLength(0);
        }
    }
}
