package io.hydrant.service.kinesis.embedded.api.stream;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.hydrant.protocol.CallContext;
import io.hydrant.protocol.Structure;
import io.hydrant.protocol.ValidationErrors;
import io.hydrant.service.kinesis.embedded.EmbeddedKinesis;
import io.hydrant.service.kinesis.embedded.api.operation.KinesisAction;
import io.hydrant.service.kinesis.embedded.api.operation.Tags;
import io.hydrant.service.kinesis.embedded.stream.KinesisErrors;
import io.hydrant.service.kinesis.embedded.stream.StreamSettings;

/** Creates a stream. */
final class CreateStream extends KinesisAction {
    /** By the developer guide. */
    private static final int ON_DEMAND_SHARDS = 4;

    CreateStream(EmbeddedKinesis kinesis) {
        super(kinesis);
    }

    @Override
    protected void run(Structure input, CallContext context) {
        String name = input.requiredText("StreamName");
        boolean onDemand = Modes.isOnDemand(input);
        Optional<Integer> warm = Modes.warmThroughput(input, onDemand);
        int shards = shards(input, onDemand);
        StreamSettings settings = StreamSettings.of(
                onDemand, input.number("MaxRecordSizeInKiB").orElse(StreamSettings.DEFAULT_RECORD), warm);
        Map<String, String> tags = Tags.added(
                Map.of(),
                input.map("Tags"),
                "stream " + name + " under account " + context.scope().account());
        kinesis.create(context.scope(), name, settings, shards, tags);
    }

    /** That a count is missing is said as for a required member; the other text is a guess. */
    private static int shards(Structure input, boolean onDemand) {
        Optional<Integer> count = input.number("ShardCount");
        if (!onDemand) {
            return count.orElseThrow(() -> ValidationErrors.of(
                    List.of("Value null at 'shardCount' failed to satisfy constraint: " + ValidationErrors.NOT_NULL)));
        }
        if (count.isPresent()) {
            throw KinesisErrors.validation(
                    "ShardCount cannot be specified for a stream in the capacity mode ON_DEMAND.");
        }
        return ON_DEMAND_SHARDS;
    }
}
