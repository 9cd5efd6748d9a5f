package io.seakeep.scenarios.report;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The wire to a browser: commands with answers, and events. */
final class DevTools implements WebSocket.Listener {

    static final String BROWSER = "";

    private static final long ANSWER_SECONDS = 60;

    /** Something that happened in a session. */
    record Event(String session, String method, JsonObject parameters) {}

    private final AtomicInteger lastId = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonObject>> awaited = new ConcurrentHashMap<>();
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final StringBuilder message = new StringBuilder();
    private WebSocket socket;

    private DevTools() {}

    static DevTools connect(HttpClient client, URI address) {
        DevTools devTools = new DevTools();
        devTools.socket =
                client.newWebSocketBuilder().buildAsync(address, devTools).join();
        return devTools;
    }

    /** Has something done, and waits for what comes of it. */
    JsonObject call(String session, String method, JsonObject parameters) {
        JsonObject command = new JsonObject();
        int id = lastId.incrementAndGet();
        command.addProperty("id", id);
        command.addProperty("method", method);
        command.add("params", parameters);
        if (!session.equals(BROWSER)) {
            command.addProperty("sessionId", session);
        }
        CompletableFuture<JsonObject> answer = new CompletableFuture<>();
        awaited.put(id, answer);
        socket.sendText(command.toString(), true).join();
        JsonObject answered = answer.orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS).join();
        if (answered.has("error")) {
            throw new IllegalStateException(method + ": " + answered.get("error"));
        }
        return answered.getAsJsonObject("result");
    }

    /** What happened in that session so far. */
    List<Event> events(String session) {
        return events.stream().filter(event -> event.session().equals(session)).toList();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
        message.append(text);
        if (last) {
            received(JsonParser.parseString(message.toString()).getAsJsonObject());
            message.setLength(0);
        }
        from.request(1);
        return null;
    }

    private void received(JsonObject received) {
        if (received.has("id")) {
            awaited.remove(received.get("id").getAsInt()).complete(received);
        } else {
            events.add(new Event(
                    received.has("sessionId") ? received.get("sessionId").getAsString() : BROWSER,
                    received.get("method").getAsString(),
                    received.getAsJsonObject("params")));
        }
    }
}
