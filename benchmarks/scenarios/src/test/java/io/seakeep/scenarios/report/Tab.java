package io.seakeep.scenarios.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.net.URI;
import java.util.Base64;
import java.util.List;

/** A page in a browser, as wide and in such colours as is asked for. */
final class Tab {

    private static final long WAIT_MILLIS = 60_000;
    private static final long POLL_MILLIS = 50;

    private final DevTools devTools;
    private final String session;

    Tab(DevTools devTools, String session) {
        this.devTools = devTools;
        this.session = session;
        for (String domain : List.of("Runtime", "Log", "Network", "Page")) {
            call(domain + ".enable", new JsonObject());
        }
    }

    Tab width(int width) {
        JsonObject screen = new JsonObject();
        screen.addProperty("width", width);
        screen.addProperty("height", 900);
        screen.addProperty("deviceScaleFactor", 1);
        screen.addProperty("mobile", width < 600);
        call("Emulation.setDeviceMetricsOverride", screen);
        return this;
    }

    /** @param scheme light or dark, as the reader's system has it */
    Tab colours(String scheme) {
        JsonObject feature = new JsonObject();
        feature.addProperty("name", "prefers-color-scheme");
        feature.addProperty("value", scheme);
        JsonArray features = new JsonArray();
        features.add(feature);
        JsonObject media = new JsonObject();
        media.add("features", features);
        call("Emulation.setEmulatedMedia", media);
        return this;
    }

    void open(URI address) {
        JsonObject page = new JsonObject();
        page.addProperty("url", address.toString());
        call("Page.navigate", page);
        waitFor("document.readyState === 'complete' && location.protocol === 'file:'");
    }

    /** What that is in the page. */
    JsonElement value(String expression) {
        JsonObject script = new JsonObject();
        script.addProperty("expression", expression);
        script.addProperty("returnByValue", true);
        JsonObject answer = call("Runtime.evaluate", script);
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException(expression + ": " + answer.get("exceptionDetails"));
        }
        JsonElement value = answer.getAsJsonObject("result").get("value");
        return value == null ? new JsonObject() : value;
    }

    int number(String expression) {
        return value(expression).getAsInt();
    }

    /** Waits until that is so; in vain if it never is, which the assertion after it will see. */
    void waitFor(String condition) {
        long end = System.nanoTime() + WAIT_MILLIS * 1_000_000;
        while (!value(condition).getAsBoolean() && System.nanoTime() < end) {
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException stop) {
                throw new IllegalStateException(stop);
            }
        }
    }

    /** What a script threw, and what the browser had to complain of. */
    List<String> complaints() {
        return devTools.events(session).stream()
                .filter(event -> event.method().equals("Runtime.exceptionThrown")
                        || event.method().equals("Log.entryAdded")
                        || event.method().equals("Runtime.consoleAPICalled"))
                .map(event -> event.parameters().toString())
                .toList();
    }

    /** What it asked for. */
    List<String> requests() {
        return devTools.events(session).stream()
                .filter(event -> event.method().equals("Network.requestWillBeSent"))
                .map(event ->
                        event.parameters().getAsJsonObject("request").get("url").getAsString())
                .toList();
    }

    /** A picture of the page from top to bottom, as PNG. */
    byte[] picture() {
        JsonObject format = new JsonObject();
        format.addProperty("captureBeyondViewport", true);
        JsonObject size = call("Page.getLayoutMetrics", new JsonObject()).getAsJsonObject("cssContentSize");
        size.addProperty("scale", 1);
        format.add("clip", size);
        return Base64.getDecoder()
                .decode(call("Page.captureScreenshot", format).get("data").getAsString());
    }

    JsonObject call(String method, JsonObject parameters) {
        return devTools.call(session, method, parameters);
    }
}
