package io.seakeep;

import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the standard classifier knows of the JDK's HTTP client. Apart from it, because a runtime image need not contain
 * the module {@code java.net.http}: nothing here touches it unless it is there.
 */
final class HttpResponses {

    private static final @Nullable Class<?> RESPONSE = find("java.net.http.HttpResponse");

    private HttpResponses() {}

    static boolean isResponse(Class<?> type) {
        return RESPONSE != null && RESPONSE.isAssignableFrom(type);
    }

    static boolean isTimeout(Throwable failure) {
        return RESPONSE != null && failure instanceof HttpTimeoutException;
    }

    static boolean isConnectTimeout(Throwable failure) {
        return RESPONSE != null && failure instanceof HttpConnectTimeoutException;
    }

    static Verdict judge(Object result) {
        HttpResponse<?> response = (HttpResponse<?>) result;
        int status = response.statusCode();
        Verdict verdict = Verdict.ofHttp(status);
        if (verdict.equals(Verdict.SUCCESS)) {
            return verdict;
        }
        return retryAfter(response.headers())
                .map(wait -> Verdict.ofHttp(status, wait))
                .orElse(verdict);
    }

    /**
     * Both forms of RFC 9110, section 10.2.3. A date is taken relative to the server's own clock, as its {@code Date} header
     * tells it; what cannot be read counts as absent.
     */
    static Optional<Duration> retryAfter(HttpHeaders headers) {
        Optional<String> header = headers.firstValue("Retry-After").map(String::trim);
        return header.flatMap(HttpResponses::seconds)
                .or(() -> header.flatMap(HttpResponses::date)
                        .flatMap(until -> headers.firstValue("Date")
                                .flatMap(HttpResponses::date)
                                .map(now -> until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO)));
    }

    private static Optional<Duration> seconds(String text) {
        boolean digits = !text.isEmpty() && text.length() <= 9 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Optional.of(Duration.ofSeconds(Long.parseLong(text))) : Optional.empty();
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    private static @Nullable Class<?> find(String name) {
        try {
            return Class.forName(name, false, HttpResponses.class.getClassLoader());
        } catch (ClassNotFoundException absent) {
            return null;
        }
    }
}
