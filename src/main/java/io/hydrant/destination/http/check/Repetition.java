package io.hydrant.destination.http.check;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

import io.hydrant.http.client.Answer;

/** Requests that come again with the id that they had. */
final class Repetition implements Step {
    @Override
    public void run(Conversation conversation, Findings findings) {
        same(conversation, findings);
        Optional<CheckOptions.Header> fail = conversation.options().failHeader();
        if (fail.isPresent()) {
            afterFailure(fail.get(), conversation, findings);
        } else {
            findings.skip(
                    Point.AFTER_FAILURE,
                    "No header was given that makes the endpoint fail (failHeader, --fail-header).");
        }
    }

    private static void same(Conversation conversation, Findings findings) {
        UUID id = conversation.newId();
        Optional<HttpRequest> request =
                conversation.request(conversation.options().form(), id, Records.one());
        if (request.isEmpty()) {
            findings.deliver(Point.SAME_ID, Outcome.WARNING, Conversation.unsendable(id));
            return;
        }
        OptionalLong before = count(conversation);
        Timed once = conversation.post(request.get(), id);
        Timed again = conversation.post(request.get(), id);
        OptionalLong after = count(conversation);
        if (!once.arrived()
                || !again.arrived()
                || conversation.options().countUrl().isEmpty()) {
            Timed judged = once.arrived() ? again : once;
            findings.deliver(Point.SAME_ID, Outcome.WARNING, once.arrived() ? "The second: " : "The first: ", judged);
        } else if (before.isEmpty() || after.isEmpty()) {
            findings.add(
                    Point.SAME_ID,
                    Outcome.WARNING,
                    "Twice 200, but the count URL did not answer with a number.",
                    again);
        } else {
            long kept = after.getAsLong() - before.getAsLong();
            findings.add(
                    Point.SAME_ID,
                    kept == 1 ? Outcome.PASSED : Outcome.WARNING,
                    "Twice 200; the count went from " + before.getAsLong() + " to " + after.getAsLong() + ".",
                    again);
        }
    }

    /** The number that the count URL answers; empty if there is no such URL, or no such answer. */
    private static OptionalLong count(Conversation conversation) {
        Optional<URI> address =
                conversation.options().countUrl().flatMap(conversation.tools().addresses());
        if (address.isEmpty()) {
            return OptionalLong.empty();
        }
        HttpRequest request = HttpRequest.newBuilder(address.get()).GET().build();
        Optional<Answer> answer =
                conversation.post(request, conversation.newId()).exchange().answer();
        String text = answer.filter(given -> given.status() == 200)
                .map(given -> new String(given.body(), StandardCharsets.UTF_8).strip())
                .orElse("");
        return text.matches("[0-9]{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    private static void afterFailure(CheckOptions.Header fail, Conversation conversation, Findings findings) {
        UUID id = conversation.newId();
        Optional<HttpRequest> request =
                conversation.request(conversation.options().form(), id, Records.one());
        if (request.isEmpty()) {
            findings.deliver(Point.AFTER_FAILURE, Outcome.INFO, Conversation.unsendable(id));
            return;
        }
        Timed failed = conversation.post(Variation.withHeader(request.get(), fail.name(), fail.value()), id);
        Timed again = conversation.post(request.get(), id);
        if (failed.arrived()) {
            findings.add(Point.AFTER_FAILURE, Outcome.INFO, "200: the header makes nothing fail", failed);
        } else {
            findings.deliver(Point.AFTER_FAILURE, Outcome.INFO, failed.status() + ", then for the same id: ", again);
        }
    }
}
