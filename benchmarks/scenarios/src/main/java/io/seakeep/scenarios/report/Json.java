package io.seakeep.scenarios.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** How records become JSON: in the order in which they name their parts, with null for a number that there is not. */
final class Json {

    private Json() {}

    /** Each number as it is. */
    static Gson exact() {
        return with(new MathContext(17, RoundingMode.HALF_EVEN));
    }

    /** Each number with so many digits. */
    static Gson rounded(int digits) {
        return with(new MathContext(digits, RoundingMode.HALF_EVEN));
    }

    private static Gson with(MathContext precision) {
        Numbers numbers = new Numbers(precision);
        return new GsonBuilder()
                .disableHtmlEscaping()
                .serializeNulls()
                .registerTypeAdapter(double.class, numbers)
                .registerTypeAdapter(Double.class, numbers)
                .create();
    }

    /** Whole numbers without a point: most are, and there are many. */
    private static final class Numbers extends TypeAdapter<Double> {

        private final MathContext precision;

        Numbers(MathContext precision) {
            this.precision = precision;
        }

        @Override
        public void write(JsonWriter out, Double value) throws IOException {
            if (value == null || !Double.isFinite(value)) {
                out.nullValue();
            } else {
                out.jsonValue(text(value));
            }
        }

        private String text(double value) {
            BigDecimal rounded = BigDecimal.valueOf(value).round(precision).stripTrailingZeros();
            return rounded.scale() < -6 ? rounded.toString() : rounded.toPlainString();
        }

        @Override
        public Double read(JsonReader in) {
            throw new UnsupportedOperationException("results are only written");
        }
    }
}
