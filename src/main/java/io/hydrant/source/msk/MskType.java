package io.hydrant.source.msk;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import io.hydrant.aws.AwsError;
import io.hydrant.aws.AwsException;
import io.hydrant.aws.Scope;
import io.hydrant.service.kafka.KafkaTopic;
import io.hydrant.source.ReadSource;
import io.hydrant.source.Source;
import io.hydrant.source.SourceContext;
import io.hydrant.source.SourceKind;
import io.hydrant.source.SourceType;
import io.hydrant.source.round.RoundReader;

/** The source of streams that read a topic of an Amazon MSK cluster. */
public final class MskType implements SourceType {
    private final MskMeans means;

    public MskType(MskMeans means) {
        this.means = means;
    }

    @Override
    public SourceKind kind() {
        return SourceKind.MSKAsSource;
    }

    /** Refuses a stream while Kafka's client is missing, if we are strict. */
    @Override
    public void check(Scope scope, String stream, Map<String, Object> members) {
        if (means.strict()) {
            means.kafka().missing().ifPresent(sentence -> {
                throw new AwsException(
                        AwsError.client("InvalidArgumentException", kind().configurationMember() + ": " + sentence));
            });
        }
    }

    @Override
    public Source open(SourceContext context) {
        Map<String, Object> members = context.members();
        KafkaTopic topic = new KafkaTopic(
                context.scope(),
                context.stream(),
                String.valueOf(members.get("MSKClusterARN")),
                String.valueOf(members.get("TopicName")));
        Optional<Instant> readFrom =
                members.get("ReadFromTimestamp") instanceof Instant instant ? Optional.of(instant) : Optional.empty();
        return new ReadSource(
                kind(),
                new RoundReader(
                        context, means.rounds(), moved -> new TopicReading(context, topic, readFrom, means, moved)));
    }
}
