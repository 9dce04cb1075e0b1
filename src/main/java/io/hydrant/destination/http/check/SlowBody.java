package io.hydrant.destination.http.check;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** A body that comes piece by piece. */
final class SlowBody implements Step {
    private static final int PIECES = 10;

    @Override
    public void run(Conversation conversation, Findings findings) {
        Duration span = conversation.options().slowBody();
        if (span.isZero()) {
            findings.skip(Point.SLOW_BODY, "The check was asked to leave it out.");
            return;
        }
        UUID id = conversation.newId();
        Optional<HttpRequest> request =
                conversation.request(conversation.options().form(), id, Records.some(100));
        if (request.isEmpty() || request.get().bodyPublisher().isEmpty()) {
            return;
        }
        SlowPublisher body = new SlowPublisher(
                request.get().bodyPublisher().get(),
                PIECES,
                span.dividedBy(PIECES),
                conversation.tools().clock(),
                conversation.tools().scheduler());
        findings.deliver(Point.SLOW_BODY, Outcome.INFO, conversation.post(Variation.withBody(request.get(), body), id));
    }
}
