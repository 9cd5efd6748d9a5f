package io.seakeep.scenarios.demo;

import java.nio.charset.Charset;

/** How calls went over time, a character for each second: the higher and greener, the more of them went well. */
final class Strip {

    private static final String BLOCKS = "▁▂▃▄▅▆▇█";
    private static final String ASCII = "._-:=+*#";
    private static final double NEARLY_ALL = 0.98;
    private static final double MOST = 0.8;

    private final String heights;

    /** One for a terminal that shows these characters. */
    Strip(Charset charset) {
        this.heights = charset.newEncoder().canEncode(BLOCKS) ? BLOCKS : ASCII;
    }

    /** Those seconds, in colour. */
    String draw(Seconds seconds, int until) {
        StringBuilder text = new StringBuilder(seconds.length());
        for (int second = 0; second < seconds.length(); second++) {
            double share = second < until ? seconds.share(second) : Double.NaN;
            text.append(Double.isNaN(share) ? " " : colour(share) + height(share));
        }
        return text.append(Ansi.PLAIN).toString();
    }

    private static String colour(double share) {
        return share >= NEARLY_ALL ? Ansi.GREEN : share >= MOST ? Ansi.YELLOW : Ansi.RED;
    }

    /** The highest one means all but a few in a hundred, and the lowest one hardly any. */
    private char height(double share) {
        int top = heights.length() - 1;
        return heights.charAt(share >= NEARLY_ALL ? top : (int) (share * top));
    }
}
