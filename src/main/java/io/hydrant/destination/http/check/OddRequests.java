package io.hydrant.destination.http.check;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Requests that Firehose does not send today. Their bodies are written here, because no delivery has such a body. */
final class OddRequests implements Step {
    private static final String RECORD = "{\"data\":\"eyJoeWRyYW50IjoiY2hlY2sifQ==\"}";

    /** The method is not known: an error of the client. */
    private static final int NOT_IMPLEMENTED = 501;

    @Override
    public void run(Conversation conversation, Findings findings) {
        UUID id = conversation.newId();
        Optional<HttpRequest> request =
                conversation.request(conversation.options().form(), id, Records.one());
        if (request.isPresent()) {
            findings.deliver(
                    Point.HEADER_NAMES,
                    Outcome.WARNING,
                    conversation.post(Variation.withHeaderNamesInLowerCase(request.get()), id));
        }
        unknown(conversation, findings);
        malformed(conversation, findings);
        health(conversation, findings);
    }

    private static void unknown(Conversation conversation, Findings findings) {
        UUID id = conversation.newId();
        String body = body(id, "{\"data\":\"eyJhIjoxfQ==\",\"hydrantCheck\":{\"any\":[null]}}")
                .replaceFirst("\\{", "{\"hydrantCheck\":true,");
        odd(body, id, conversation)
                .ifPresent(request -> findings.deliver(
                        Point.UNKNOWN_MEMBERS,
                        Outcome.WARNING,
                        conversation.post(
                                Variation.withHeader(request, "X-Amz-Firehose-Hydrant-Check", "unknown"), id)));
    }

    private static void malformed(Conversation conversation, Findings findings) {
        UUID id = conversation.newId();
        Map<String, String> bodies = new LinkedHashMap<>();
        bodies.put("broken JSON: ", body(id, RECORD).replaceFirst("]}$", ""));
        bodies.put("broken base64: ", body(id, "{\"data\":\"***\"}"));
        for (Map.Entry<String, String> body : bodies.entrySet()) {
            Optional<HttpRequest> request = odd(body.getValue(), id, conversation);
            if (request.isEmpty()) {
                return;
            }
            Timed answer = conversation.post(request.get(), id);
            if (findings.failsLikeFirst(answer)) {
                findings.add(Point.MALFORMED, Outcome.WARNING, answer.came(), answer);
                return;
            }
            if (answer.status() / 100 != 4) {
                String came = answer.arrived() ? "200" : answer.came();
                findings.add(Point.MALFORMED, Outcome.WARNING, body.getKey() + came, Consequence.NOT_SENT);
                return;
            }
            findings.add(Point.MALFORMED, Outcome.PASSED, body.getKey() + answer.status(), Consequence.NOT_SENT);
        }
    }

    private static void health(Conversation conversation, Findings findings) {
        StringBuilder came = new StringBuilder();
        boolean healthy = true;
        boolean alike = !findings.first().arrived();
        for (String method : new String[] {"GET", "HEAD", "POST"}) {
            UUID id = conversation.newId();
            HttpRequest request = HttpRequest.newBuilder(conversation.address())
                    .method(method, BodyPublishers.noBody())
                    .build();
            Timed answer = conversation.post(request, id);
            boolean cutOff =
                    answer.exchange().answer().filter(given -> given.cutOff()).isPresent();
            alike &= answer.status() == findings.first().status();
            healthy &= answer.status() > 0 && (answer.status() < 500 || answer.status() == NOT_IMPLEMENTED) && !cutOff;
            came.append(came.isEmpty() ? "" : ", ")
                    .append(method)
                    .append(' ')
                    .append(answer.status() == 0 ? "no answer" : answer.status())
                    .append(cutOff ? " with more than 1 MiB" : "");
        }
        if (alike) {
            findings.skip(Point.HEALTH_CHECKS, Findings.LIKE_FIRST);
            return;
        }
        findings.add(
                Point.HEALTH_CHECKS, healthy ? Outcome.PASSED : Outcome.INFO, came.toString(), Consequence.NOT_SENT);
    }

    private static String body(UUID id, String record) {
        return "{\"requestId\":\"" + id + "\",\"timestamp\":1767225600000,\"records\":[" + record + "]}";
    }

    /** Not compressed, so that what is odd about it is all that is odd. */
    private static Optional<HttpRequest> odd(String body, UUID id, Conversation conversation) {
        return conversation
                .request(conversation.options().form().withGzip(false), id, Records.one())
                .map(request -> Variation.withBody(request, BodyPublishers.ofString(body)));
    }
}
