package io.hydrant.control;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A rule of what shall fail, put together word by word:
 * {@code FaultRule.at("firehose").operation("PutRecordBatch").records(2, 6).times(1)}. The server checks it. Immutable.
 */
public final class FaultRule {
    private final Map<String, Map<String, String>> parts;

    private FaultRule(Map<String, Map<String, String>> parts) {
        this.parts = parts;
    }

    /** A rule about the calls of a hop: who is asked, such as {@code firehose}, {@code kms} or {@code s3}. */
    public static FaultRule at(String hop) {
        return new FaultRule(Map.of()).with("on", "hop", text(hop));
    }

    /** Only calls of these operations, such as {@code PutRecordBatch}. */
    public FaultRule operation(String... names) {
        return with(
                "on",
                "operation",
                names.length == 1 ? text(names[0]) : array(Stream.of(names).map(FaultRule::text)));
    }

    /** Only calls for delivery streams of that name; as everywhere here, a {@code *} at its end takes any rest. */
    public FaultRule stream(String name) {
        return with("on", "stream", text(name));
    }

    /** Only calls in that account. */
    public FaultRule account(String account) {
        return with("on", "account", text(account));
    }

    /** Only calls in that Region. */
    public FaultRule region(String region) {
        return with("on", "region", text(region));
    }

    /** Only calls by the caller of that ARN. */
    public FaultRule caller(String arn) {
        return with("on", "caller", text(arn));
    }

    /** Only calls about the KMS key of that ARN. */
    public FaultRule key(String arn) {
        return with("on", "key", text(arn));
    }

    /** Only calls about that bucket. */
    public FaultRule bucket(String name) {
        return with("on", "bucket", text(name));
    }

    /** Only calls of that URL. */
    public FaultRule url(String url) {
        return with("on", "url", text(url));
    }

    /** Lets so many calls pass first. */
    public FaultRule after(long calls) {
        return with("when", "after", Long.toString(calls));
    }

    /** Strikes each call of that number only: with 3 the third, the sixth, and so on. */
    public FaultRule every(long nth) {
        return with("when", "every", Long.toString(nth));
    }

    /** Strikes so many times, then no more. */
    public FaultRule times(long times) {
        return with("when", "times", Long.toString(times));
    }

    /** Strikes each call that is its turn with that probability, above 0 and at most 1. */
    public FaultRule probability(double probability) {
        return with("when", "probability", Double.toString(probability));
    }

    /** What is drawn follows from this number. */
    public FaultRule seed(long seed) {
        return with("when", "seed", Long.toString(seed));
    }

    /** Strikes from then on. */
    public FaultRule from(Instant instant) {
        return with("when", "from", text(instant.toString()));
    }

    /** Strikes from so long after its making on. */
    public FaultRule from(Duration span) {
        return with("when", "from", text(span.toString()));
    }

    /** Strikes before then. */
    public FaultRule to(Instant instant) {
        return with("when", "to", text(instant.toString()));
    }

    /** Strikes until so long after its making. */
    public FaultRule to(Duration span) {
        return with("when", "to", text(span.toString()));
    }

    /** The call is refused with that error of its service. */
    public FaultRule error(String code) {
        return with("then", "error", text(code));
    }

    /** What the error says. */
    public FaultRule message(String message) {
        return with("then", "message", text(message));
    }

    /** The HTTP status of the error. */
    public FaultRule status(int status) {
        return with("then", "status", Integer.toString(status));
    }

    /** The records at these places, from 0 on, are refused; the others are taken. */
    public FaultRule records(int... places) {
        return with("then", "records", array(IntStream.of(places).mapToObj(Integer::toString)));
    }

    /** Each record is refused with that probability. */
    public FaultRule recordProbability(double probability) {
        return with("then", "recordProbability", Double.toString(probability));
    }

    /** The connection ends without an answer: {@code reset}, {@code close} or {@code hang}. */
    public FaultRule connection(String how) {
        return with("then", "connection", text(how));
    }

    /** The work is done, and its answer is lost: the error or the end of the connection comes instead. */
    public FaultRule lostResponse() {
        return with("then", "lostResponse", "true");
    }

    /** The far side is not asked; this is its answer. */
    public FaultRule response(int status, Map<String, String> headers, String body) {
        String written = headers.entrySet().stream()
                .map(header -> text(header.getKey()) + ":" + text(header.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
        return with(
                "then",
                "response",
                "{\"status\":" + status + ",\"headers\":" + written + ",\"body\":" + text(body) + "}");
    }

    /** The call waits so long on Hydrant's clock first. */
    public FaultRule delay(Duration span) {
        return delay(span.toString());
    }

    /** As the other one, for a span such as {@code 500ms} or {@code 5s}. */
    public FaultRule delay(String span) {
        return with("then", "delay", text(span));
    }

    /** The rule as the control API takes it. */
    public String json() {
        return parts.entrySet().stream()
                .map(part -> text(part.getKey()) + ":"
                        + part.getValue().entrySet().stream()
                                .map(member -> text(member.getKey()) + ":" + member.getValue())
                                .collect(Collectors.joining(",", "{", "}")))
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** Several rules as the control API takes them. */
    public static String json(List<FaultRule> rules) {
        return array(rules.stream().map(FaultRule::json));
    }

    @Override
    public String toString() {
        return json();
    }

    private FaultRule with(String part, String member, String value) {
        Map<String, Map<String, String>> next = new LinkedHashMap<>(parts);
        Map<String, String> members = new LinkedHashMap<>(parts.getOrDefault(part, Map.of()));
        members.put(member, value);
        next.put(part, members);
        return new FaultRule(next);
    }

    private static String array(Stream<String> values) {
        return values.collect(Collectors.joining(",", "[", "]"));
    }

    private static String text(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each == '"' || each == '\\') {
                json.append('\\').append(each);
            } else if (each < ' ') {
                json.append(String.format("\\u%04x", (int) each));
            } else {
                json.append(each);
            }
        }
        return json.append('"').toString();
    }
}
