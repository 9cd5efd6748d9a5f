package io.seakeep.settings.importing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What will be said of one dependency, or of all. For use by one thread. */
final class Draft {

    private final String scope;
    private final List<Block> blocks = new ArrayList<>();

    /** @param scope such as {@code default} or {@code dependency.NAME} */
    Draft(String scope) {
        this.scope = scope;
    }

    /** A new block, made of these properties. */
    Block from(List<Property> sources) {
        Block block = new Block(sources);
        blocks.add(block);
        return block;
    }

    /** All that was drafted, whether it can be printed or not. */
    Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        blocks.forEach(block -> block.lines.forEach(values::putIfAbsent));
        return values;
    }

    /**
     * What is to be printed.
     *
     * @param inherited what holds if nothing is printed, as far as this file says
     */
    List<Passage> passages(Map<String, String> inherited) {
        Map<String, String> said = new LinkedHashMap<>();
        List<Passage> passages = new ArrayList<>();
        for (Block block : blocks) {
            Map<String, String> lines = news(block, inherited, said);
            if (!lines.isEmpty()) {
                String wrong = wrong(block, said);
                if (wrong == null) {
                    said.putAll(lines);
                }
                passages.add(new Passage("seakeep." + scope + ".", block.sources, block.notes, lines, wrong));
            }
        }
        return passages;
    }

    private static Map<String, String> news(Block block, Map<String, String> inherited, Map<String, String> said) {
        Map<String, String> lines = new LinkedHashMap<>(block.lines);
        block.restored.forEach((setting, value) -> {
            if (inherited.containsKey(setting) && !said.containsKey(setting)) {
                lines.put(setting, value);
            }
        });
        lines.entrySet()
                .removeIf(
                        line -> line.getValue().equals(said.getOrDefault(line.getKey(), inherited.get(line.getKey()))));
        return lines;
    }

    private static @Nullable String wrong(Block block, Map<String, String> said) {
        if (block.withheld() != null) {
            return block.withheld();
        }
        for (Map.Entry<String, String> line : block.lines.entrySet()) {
            Optional<String> range = OurSettings.rangeUnlessRight(line.getKey(), line.getValue());
            if (range.isPresent()) {
                return "out of range: " + line.getKey() + " must be " + range.get();
            }
            String before = said.get(line.getKey());
            if (before != null && !before.equals(line.getValue())) {
                return "said already, and otherwise: " + line.getKey() + " is " + before;
            }
        }
        return null;
    }
}
