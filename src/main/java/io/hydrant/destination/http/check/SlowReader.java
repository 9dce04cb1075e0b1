package io.hydrant.destination.http.check;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** An answer that is read late. */
final class SlowReader implements Step {
    /** The wait for the answer, as a part of the time that the slow body takes. */
    private static final int PART = 5;

    @Override
    public void run(Conversation conversation, Findings findings) {
        Duration pause = conversation.options().slowBody().dividedBy(PART);
        if (pause.isZero()) {
            findings.skip(Point.SLOW_READER, "The check was asked to leave it out.");
            return;
        }
        UUID id = conversation.newId();
        Tools tools = conversation.tools();
        Optional<HttpRequest> request =
                conversation.request(conversation.options().form(), id, Records.one());
        request.ifPresent(sent ->
                findings.deliver(Point.SLOW_READER, Outcome.INFO, conversation.post(sent, id, read -> tools.scheduler()
                        .at(tools.clock().instant().plus(pause), "read a slow answer", read))));
    }
}
