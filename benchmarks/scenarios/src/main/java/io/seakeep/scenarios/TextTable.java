package io.seakeep.scenarios;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Rows and columns of text: the first to the left, the others to the right, and heads broken where there is no room. */
final class TextTable {

    private static final String INDENT = "  ";
    private static final String GAP = "  ";

    private record Row(String name, List<String> cells) {}

    private final int width;
    private final List<String> heads;
    private final List<Row> rows = new ArrayList<>();

    TextTable(int width, List<String> heads) {
        this.width = width;
        this.heads = heads;
    }

    void add(String name, List<String> cells) {
        rows.add(new Row(name, cells));
    }

    List<String> lines() {
        int[] widths = widths();
        int first = width
                - INDENT.length()
                - IntStream.of(widths).map(each -> each + GAP.length()).sum();
        int named = Math.max(
                rows.stream().mapToInt(row -> longestWord(row.name())).max().orElse(0),
                Math.min(
                        first,
                        rows.stream().mapToInt(row -> row.name().length()).max().orElse(0)));
        List<List<String>> broken = IntStream.range(0, heads.size())
                .mapToObj(column -> Wrapped.lines("", heads.get(column), widths[column]))
                .toList();
        int deepest = broken.stream().mapToInt(List::size).max().orElse(0);
        List<String> lines = new ArrayList<>();
        for (int line = 0; line < deepest; line++) {
            int at = line;
            lines.add(line(
                    "",
                    broken.stream()
                            .map(head ->
                                    at - (deepest - head.size()) >= 0 ? head.get(at - (deepest - head.size())) : "")
                            .toList(),
                    named,
                    widths));
        }
        for (Row row : rows) {
            List<String> names = Wrapped.lines("", row.name(), named);
            for (int line = 0; line < names.size(); line++) {
                lines.add(line(names.get(line), line == names.size() - 1 ? row.cells() : List.of(), named, widths));
            }
        }
        return lines;
    }

    private int[] widths() {
        return IntStream.range(0, heads.size())
                .map(column -> Math.max(
                        longestWord(heads.get(column)),
                        rows.stream()
                                .mapToInt(row -> row.cells().get(column).length())
                                .max()
                                .orElse(0)))
                .toArray();
    }

    private static int longestWord(String words) {
        return List.of(words.split(" ")).stream().mapToInt(String::length).max().orElse(0);
    }

    private static String line(String name, List<String> cells, int named, int[] widths) {
        StringBuilder line = new StringBuilder(INDENT).append(name).append(" ".repeat(named - name.length()));
        for (int column = 0; column < cells.size(); column++) {
            String cell = cells.get(column);
            line.append(GAP).append(" ".repeat(widths[column] - cell.length())).append(cell);
        }
        return line.toString().stripTrailing();
    }
}
