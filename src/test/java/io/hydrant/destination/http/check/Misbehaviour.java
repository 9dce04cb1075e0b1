package io.hydrant.destination.http.check;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

import io.hydrant.support.HttpReceiver;
import io.hydrant.support.HttpReceiver.Behaviour;
import io.hydrant.support.HttpReceiver.Received;

import static io.hydrant.destination.http.check.Outcome.FAILED;
import static io.hydrant.destination.http.check.Outcome.INFO;
import static io.hydrant.destination.http.check.Outcome.WARNING;

/** One thing that an endpoint does wrong, and the points that show it. */
@SuppressWarnings("ImmutableEnumChecker") // nothing changes a behaviour or the map
enum Misbehaviour {
    NONE,
    ANSWERS_202(json(202, "requestId"), FAILED, Point.STATUS),
    ANSWERS_500(HttpReceiver.status(500), FAILED, Point.STATUS),
    HANGS_UP(HttpReceiver.disconnect(), FAILED, Point.STATUS),
    SPEAKS_NO_HTTP(HttpReceiver.raw("Good day\r\n\r\n"), FAILED, Point.STATUS),
    REDIRECTS(HttpReceiver.redirect(307, URI.create("http://localhost:1/")), FAILED, Point.REDIRECT),
    HANGS(HttpReceiver.hang(), FAILED, Point.ANSWER_TIME),
    STALLS(HttpReceiver.stall(), FAILED, Point.ANSWER_TIME),
    ANSWERS_TEXT(good("Content-Type: text/plain"), FAILED, Point.CONTENT_TYPE),
    ANSWERS_NO_JSON(HttpReceiver.body("OK"), FAILED, Point.BODY),
    ANSWERS_ANOTHER_ID(json(200, "id"), FAILED, Point.REQUEST_ID),
    ANSWERS_NO_TIMESTAMP(timestamp("\"now\""), FAILED, Point.TIMESTAMP),
    ANSWERS_SECONDS(timestamp("SECONDS"), WARNING, Point.TIMESTAMP_UNIT),
    ANSWERS_IN_CHUNKS(chunked(), FAILED, Point.CONTENT_LENGTH),
    COMPRESSES_ITS_ANSWERS(compressed(), FAILED, Point.CONTENT_ENCODING),
    ANSWERS_2_MIB(HttpReceiver.padded(200, 2 << 20), FAILED, Point.ANSWER_SIZE),
    TAKES_1000_RECORDS(FAILED, Point.MANY_RECORDS),
    REFUSES_3_MIB(WARNING, Point.BODY_SIZE),
    FAILS_FOR_3_MIB(FAILED, Point.BODY_SIZE),
    REFUSES_8_MIB(WARNING, Point.LARGEST_BODY),
    KNOWS_NO_GZIP(INFO, Point.GZIP),
    TAKES_ANY_KEY(FAILED, Point.WRONG_KEY, Point.ABSENT_KEY),
    TAKES_THE_BEGINNING_OF_A_KEY(FAILED, Point.WRONG_KEY),
    TAKES_NO_KEY(FAILED, Point.ABSENT_KEY),
    REFUSES_WITH_400(WARNING, Point.WRONG_KEY, Point.ABSENT_KEY),
    REFUSES_WITHOUT_A_BODY(WARNING, Point.ERROR_BODY),
    REFUSES_LONG_HEADERS(WARNING, Point.LONG_KEY),
    KNOWS_NAMES_OF_HEADERS_IN_ONE_CASE(WARNING, Point.HEADER_NAMES),
    REFUSES_AN_ID_THAT_IT_KNOWS(WARNING, Point.SAME_ID),
    KEEPS_RECORDS_TWICE(WARNING, Point.SAME_ID),
    COUNTS_IN_WORDS(WARNING, Point.SAME_ID),
    TAKES_UTF_8_ONLY(FAILED, Point.BINARY_RECORDS),
    TAKES_NO_EMPTY_RECORD(FAILED, Point.BINARY_RECORDS),
    REFUSES_LARGE_RECORDS(FAILED, Point.LARGEST_RECORD),
    HAS_LITTLE_SPACE_FOR_HEADERS(WARNING, Point.ATTRIBUTES),
    REFUSES_UNKNOWN_MEMBERS(WARNING, Point.UNKNOWN_MEMBERS),
    FAILS_FOR_BROKEN_BODIES(WARNING, Point.MALFORMED),
    TAKES_BROKEN_BODIES(WARNING, Point.MALFORMED),
    LOSES_WHAT_IT_CANNOT_DECODE(WARNING, Point.MALFORMED),
    TAKES_JSON_ONLY(INFO, Point.BAD_RECORD),
    FAILS_FOR_GET(INFO, Point.HEALTH_CHECKS),
    SHOWS_A_HUGE_PAGE(INFO, Point.HEALTH_CHECKS),
    HANGS_UP_ON_GET(INFO, Point.HEALTH_CHECKS),
    FAILS_WITHOUT_HEADERS(INFO, Point.HEALTH_CHECKS),
    MIXES_UP_PARALLEL_REQUESTS(FAILED, Point.PARALLEL),
    HANGS_UP_ON_PARALLEL_REQUESTS(WARNING, Point.PARALLEL),
    HAS_NO_TIME_FOR_SLOW_BODIES(INFO, Point.SLOW_BODY),
    REFUSES_WHAT_HAS_FAILED(INFO, Point.AFTER_FAILURE),
    NEVER_FAILS(INFO, Point.AFTER_FAILURE);

    private final Behaviour good;
    private final Map<Point, Outcome> shown = new EnumMap<>(Point.class);

    Misbehaviour() {
        this.good = timestamp("MILLIS");
    }

    Misbehaviour(Outcome outcome, Point... points) {
        this(timestamp("MILLIS"), outcome, points);
    }

    Misbehaviour(Behaviour good, Outcome outcome, Point... points) {
        this.good = good;
        List.of(points).forEach(point -> shown.put(point, outcome));
    }

    /** The answer to a request with which nothing is wrong. */
    Behaviour good() {
        return good;
    }

    /** The points that do not pass, with their outcomes. */
    Map<Point, Outcome> shown() {
        return shown;
    }

    private static Behaviour json(int status, String member) {
        return (request, receiver, peer) -> HttpReceiver.answer(
                        status, "", "{\"" + member + "\":\"" + request.requestId() + "\",\"timestamp\":" + now() + "}")
                .answer(request, receiver, peer);
    }

    private static Behaviour timestamp(String value) {
        return (request, receiver, peer) -> {
            String number = value.replace("MILLIS", "" + now()).replace("SECONDS", "" + now() / 1000);
            HttpReceiver.answer(200, "", body(request, number)).answer(request, receiver, peer);
        };
    }

    private static Behaviour good(String headers) {
        return (request, receiver, peer) ->
                HttpReceiver.answer(200, headers, body(request, "" + now())).answer(request, receiver, peer);
    }

    private static Behaviour chunked() {
        return (request, receiver, peer) -> {
            String body = body(request, "" + now());
            write(
                    peer,
                    ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                                    + Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
        };
    }

    private static Behaviour compressed() {
        return (request, receiver, peer) -> {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(body)) {
                gzip.write(body(request, "" + now()).getBytes(StandardCharsets.UTF_8));
            }
            write(
                    peer,
                    ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: "
                                    + body.size() + "\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            write(peer, body.toByteArray());
        };
    }

    private static void write(Socket peer, byte[] bytes) throws IOException {
        OutputStream out = peer.getOutputStream();
        out.write(bytes);
        out.flush();
    }

    private static String body(Received request, String timestamp) {
        return "{\"requestId\":\"" + request.requestId() + "\",\"timestamp\":" + timestamp + "}";
    }

    private static long now() {
        return System.currentTimeMillis();
    }
}
