package io.hydrant.source.msk;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

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
