package io.hydrant.service.kinesis.embedded.api.label;

import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

import io.hydrant.service.kinesis.embedded.DataStream;
import io.hydrant.service.kinesis.embedded.stream.KinesisErrors;
import io.hydrant.service.kinesis.embedded.stream.StreamConsumer;
import io.hydrant.service.kinesis.embedded.stream.StreamDescription;

/**
 * What has tags: a stream, or one of its consumers.
 *
 * @param consumer the ARN of the consumer
 */
record Tagged(DataStream stream, Optional<String> consumer) {
    private static final String CONSUMER = "/consumer/";

    /** What the ARN names. */
    static Tagged of(DataStream stream, String arn) {
        return new Tagged(stream, Optional.of(arn).filter(text -> text.contains(CONSUMER)));
    }

    /** Its tags. */
    Map<String, String> tags() {
        StreamDescription now = stream.description();
        return consumer.map(arn -> find(now, arn).tags()).orElse(now.tags());
    }

    /** Changes its tags. */
    void change(UnaryOperator<Map<String, String>> change) {
        stream.change(now -> consumer.map(arn -> {
                    StreamConsumer old = find(now, arn);
                    return now.withConsumer(old.withTags(change.apply(old.tags())));
                })
                .orElseGet(() -> now.withTags(change.apply(now.tags()))));
    }

    /** How refusals call it. */
    String name() {
        StreamDescription now = stream.description();
        return "stream " + now.name() + " under account " + now.scope().account();
    }

    private static StreamConsumer find(StreamDescription stream, String arn) {
        return stream.consumers().values().stream()
                .filter(each -> each.arn().equals(arn))
                .findFirst()
                .orElseThrow(
                        () -> KinesisErrors.consumerNotFound(arn, stream.scope().account()));
    }
}
