package io.hydrant.destination.http.check;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import io.hydrant.support.HttpReceiver;
import io.hydrant.support.HttpReceiver.Behaviour;
import io.hydrant.support.HttpReceiver.Received;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint that keeps to each point, except for the one misbehaviour that a test chooses. It keeps the records of an id once, and
 * fails on purpose for the header {@code X-Fail}.
 */
final class KeptEndpoint implements Behaviour {
    static final String KEY = "open-sesame";

    private static final Set<String> MEMBERS = Set.of("requestId", "timestamp", "records");
    private static final String JSON = "Content-Type: application/json";

    private final Misbehaviour misbehaviour;
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final Set<String> failed = ConcurrentHashMap.newKeySet();
    private final AtomicInteger kept = new AtomicInteger();
    private final AtomicInteger toMix = new AtomicInteger();

    KeptEndpoint(Misbehaviour misbehaviour) {
        this.misbehaviour = misbehaviour;
    }

    @Override
    public void answer(Received request, HttpReceiver receiver, Socket peer) throws IOException {
        reply(request).answer(request, receiver, peer);
    }

    private Behaviour reply(Received request) {
        if (!request.requestLine().startsWith("POST ")) {
            return request.requestLine().contains("/count") ? count() : health(request);
        }
        if (request.headers().get("X-Amz-Firehose-Request-Id") == null) {
            toMix.set(40);
            return is(Misbehaviour.FAILS_WITHOUT_HEADERS) ? HttpReceiver.status(500) : error(400, request, "no id");
        }
        Behaviour refusal = refusal(request);
        if (refusal != null) {
            return refusal;
        }
        Behaviour failure = failure(request);
        if (failure != null) {
            return failure;
        }
        boolean parallel = toMix.getAndDecrement() > 0;
        if (is(Misbehaviour.MIXES_UP_PARALLEL_REQUESTS) && parallel) {
            return HttpReceiver.json(200, body -> body.put("requestId", "of another request"));
        }
        if (is(Misbehaviour.HANGS_UP_ON_PARALLEL_REQUESTS) && parallel) {
            return HttpReceiver.disconnect();
        }
        return misbehaviour.good();
    }

    private boolean is(Misbehaviour asked) {
        return misbehaviour == asked;
    }

    private Behaviour count() {
        return HttpReceiver.answer(
                200, "Content-Type: text/plain", is(Misbehaviour.COUNTS_IN_WORDS) ? "many" : kept + "\n");
    }

    private Behaviour health(Received request) {
        if (is(Misbehaviour.FAILS_FOR_GET) && request.requestLine().startsWith("GET ")) {
            return HttpReceiver.status(500);
        }
        if (is(Misbehaviour.SHOWS_A_HUGE_PAGE) && request.requestLine().startsWith("GET ")) {
            return HttpReceiver.padded(404, (1 << 20) + 1);
        }
        return is(Misbehaviour.HANGS_UP_ON_GET) ? HttpReceiver.disconnect() : HttpReceiver.status(405);
    }

    private @Nullable Behaviour refusal(Received request) {
        String key = request.headers().getOrDefault("X-Amz-Firehose-Access-Key", "");
        boolean right = key.equals(KEY)
                || is(Misbehaviour.TAKES_ANY_KEY)
                || (is(Misbehaviour.TAKES_THE_BEGINNING_OF_A_KEY) && key.startsWith("open"))
                || (is(Misbehaviour.TAKES_NO_KEY) && key.isEmpty());
        if (key.length() == 4096 && is(Misbehaviour.REFUSES_LONG_HEADERS)) {
            return HttpReceiver.status(431);
        }
        if (right) {
            return null;
        }
        if (is(Misbehaviour.REFUSES_WITHOUT_A_BODY)) {
            return HttpReceiver.status(401);
        }
        return error(is(Misbehaviour.REFUSES_WITH_400) ? 400 : 403, request, "wrong access key");
    }

    private @Nullable Behaviour failure(Received request) {
        Map<String, String> headers = request.headers();
        if (headers.containsKey("X-Fail") && !is(Misbehaviour.NEVER_FAILS)) {
            failed.add(request.requestId());
            return error(500, request, "on purpose");
        }
        if (is(Misbehaviour.KNOWS_NAMES_OF_HEADERS_IN_ONE_CASE)
                && headers.keySet().stream().anyMatch("x-amz-firehose-request-id"::equals)) {
            return error(400, request, "no id");
        }
        if (is(Misbehaviour.HAS_LITTLE_SPACE_FOR_HEADERS)
                && headers.getOrDefault("X-Amz-Firehose-Common-Attributes", "").length() > 2000) {
            return HttpReceiver.status(431);
        }
        if (is(Misbehaviour.KNOWS_NO_GZIP) && headers.containsKey("Content-Encoding")) {
            return error(415, request, "no gzip");
        }
        int size = request.body().length;
        if (size > 3 << 20 && is(Misbehaviour.REFUSES_3_MIB)) {
            return HttpReceiver.status(413);
        }
        if (size > 3 << 20 && is(Misbehaviour.FAILS_FOR_3_MIB)) {
            return HttpReceiver.status(500);
        }
        if (size > 8 << 20 && is(Misbehaviour.REFUSES_8_MIB)) {
            return HttpReceiver.status(413);
        }
        return size > 200_000 && !headers.containsKey("Content-Encoding") ? large(request) : content(request);
    }

    /** Not parsed, because that takes long. */
    private @Nullable Behaviour large(Received request) {
        int records = 0;
        for (byte each : request.body()) {
            records += each == '{' ? 1 : 0;
        }
        boolean refused = (records > 1001 && is(Misbehaviour.TAKES_1000_RECORDS))
                || (records == 2 && is(Misbehaviour.REFUSES_LARGE_RECORDS));
        return refused ? error(400, request, "too much") : null;
    }

    private @Nullable Behaviour content(Received request) {
        JsonNode body;
        try {
            body = request.json();
        } catch (RuntimeException e) {
            return unreadable(request, "no JSON");
        }
        int records = body.path("records").size();
        if (records == 100 && is(Misbehaviour.HAS_NO_TIME_FOR_SLOW_BODIES)) {
            return error(408, request, "too slow");
        }
        Set<String> members = new HashSet<>();
        body.fieldNames().forEachRemaining(members::add);
        if (is(Misbehaviour.REFUSES_UNKNOWN_MEMBERS) && !MEMBERS.containsAll(members)) {
            return error(400, request, "unknown member");
        }
        List<byte[]> data;
        try {
            data = StreamSupport.stream(body.path("records").spliterator(), false)
                    .map(record ->
                            Base64.getDecoder().decode(record.path("data").asText()))
                    .toList();
        } catch (IllegalArgumentException e) {
            return is(Misbehaviour.LOSES_WHAT_IT_CANNOT_DECODE) ? null : unreadable(request, "no base64");
        }
        if (data.stream().anyMatch(this::isRefused)) {
            return error(400, request, "a record is wrong");
        }
        boolean again = !seen.add(request.requestId());
        if (is(Misbehaviour.REFUSES_WHAT_HAS_FAILED) && failed.contains(request.requestId())) {
            return error(409, request, "known");
        }
        if (again && is(Misbehaviour.REFUSES_AN_ID_THAT_IT_KNOWS)) {
            return error(409, request, "known");
        }
        kept.addAndGet(again && !is(Misbehaviour.KEEPS_RECORDS_TWICE) ? 0 : data.size());
        return null;
    }

    private boolean isRefused(byte[] record) {
        String text = new String(record, StandardCharsets.UTF_8);
        return switch (misbehaviour) {
            case TAKES_UTF_8_ONLY -> !java.util.Arrays.equals(text.getBytes(StandardCharsets.UTF_8), record);
            case TAKES_NO_EMPTY_RECORD -> record.length == 0;
            case TAKES_JSON_ONLY -> text.startsWith("{\"cut off");
            default -> false;
        };
    }

    private Behaviour unreadable(Received request, String why) {
        return switch (misbehaviour) {
            case FAILS_FOR_BROKEN_BODIES -> error(500, request, why);
            case TAKES_BROKEN_BODIES -> HttpReceiver.ok();
            default -> error(400, request, why);
        };
    }

    private static Behaviour error(int status, Received request, String message) {
        return HttpReceiver.answer(
                status,
                JSON,
                "{\"requestId\":\"" + request.headers().getOrDefault("X-Amz-Firehose-Request-Id", "")
                        + "\",\"timestamp\":1763900000000,\"errorMessage\":\"" + message + "\"}");
    }
}
