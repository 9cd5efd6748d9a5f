package io.seakeep.settings;

import java.util.List;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Settings as JSON, for tools. */
record EffectiveJson(String dependency, @Nullable String key, List<EffectiveValue> explained, List<String> reports) {

    private static final Collector<CharSequence, ?, String> ARRAY = Collectors.joining(",", "[", "]");

    String json() {
        return "{\"dependency\":" + Quoted.json(dependency)
                + ",\"key\":" + (key == null ? "null" : Quoted.json(key))
                + ",\"settings\":"
                + explained.stream().map(EffectiveJson::setting).collect(ARRAY)
                + ",\"reports\":" + reports.stream().map(Quoted::json).collect(ARRAY)
                + "}";
    }

    private static String setting(EffectiveValue value) {
        return "{\"name\":" + Quoted.json(value.setting().name())
                + ",\"unit\":" + Quoted.json(value.setting().unit())
                + ',' + said(value.said())
                + ",\"notes\":" + value.notes().stream().map(Quoted::json).collect(ARRAY)
                + ",\"overruled\":"
                + value.overruled().stream().map(said -> '{' + said(said) + '}').collect(ARRAY)
                + '}';
    }

    private static String said(SaidValue said) {
        return "\"value\":" + Quoted.json(said.value())
                + ",\"layer\":" + Quoted.json(said.origin().layer().toString())
                + ",\"source\":" + Quoted.json(said.origin().source())
                + ",\"line\":" + said.origin().line()
                + ",\"scope\":" + Quoted.json(said.scope());
    }
}
