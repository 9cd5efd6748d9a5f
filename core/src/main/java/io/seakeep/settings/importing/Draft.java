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

    /** What is printed and holds. */
    private final Map<String, String> said = new LinkedHashMap<>();

    /** What is printed and commented out. */
    private final List<Map<String, String>> commentedOut = new ArrayList<>();

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

    /** What is to be printed where nothing is inherited. To be asked once. */
    List<Passage> passages() {
        return passages(new Draft(scope));
    }

    /**
     * What is to be printed. To be asked once.
     *
     * @param inherited what holds if nothing is printed, as far as this file says; has been asked for its passages
     */
    List<Passage> passages(Draft inherited) {
        List<Passage> passages = new ArrayList<>();
        for (Block block : blocks) {
            Map<String, String> lines = news(block, inherited);
            if (!lines.isEmpty()) {
                String wrong = wrong(block);
                if (wrong == null) {
                    said.putAll(lines);
                } else {
                    commentedOut.add(block.lines);
                }
                passages.add(new Passage("seakeep." + scope + ".", block.sources, block.notes, lines, wrong));
            }
        }
        return passages;
    }

    private Map<String, String> news(Block block, Draft inherited) {
        if (inherited.commentedOut.contains(block.lines)) {
            return Map.of(); // once is enough
        }
        Map<String, String> lines = new LinkedHashMap<>(block.lines);
        block.restored.forEach((setting, value) -> {
            if (inherited.said.containsKey(setting) && !said.containsKey(setting)) {
                lines.put(setting, value);
            }
        });
        lines.entrySet()
                .removeIf(line ->
                        line.getValue().equals(said.getOrDefault(line.getKey(), inherited.said.get(line.getKey()))));
        return lines;
    }

    private @Nullable String wrong(Block block) {
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
