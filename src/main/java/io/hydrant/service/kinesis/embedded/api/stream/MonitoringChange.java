package io.hydrant.service.kinesis.embedded.api.stream;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.hydrant.protocol.CallContext;
import io.hydrant.protocol.Structure;
import io.hydrant.service.kinesis.embedded.DataStream;
import io.hydrant.service.kinesis.embedded.EmbeddedKinesis;
import io.hydrant.service.kinesis.embedded.api.operation.KinesisOperation;
import io.hydrant.service.kinesis.embedded.stream.StreamDescription;

/** A change of the shard-level metrics of a stream. They are kept and shown; no metric is made. */
abstract class MonitoringChange extends KinesisOperation {
    private static final String ALL = "ALL";
    private static final Set<String> METRICS = Set.of(
            "IncomingBytes",
            "IncomingRecords",
            "OutgoingBytes",
            "OutgoingRecords",
            "WriteProvisionedThroughputExceeded",
            "ReadProvisionedThroughputExceeded",
            "IteratorAgeMilliseconds");

    MonitoringChange(EmbeddedKinesis kinesis) {
        super(kinesis);
    }

    /** Changes {@code metrics} by those that the input names. */
    abstract void change(Set<String> metrics, Set<String> named);

    @Override
    public final Structure call(Structure input, CallContext context) {
        List<String> given = input.texts("ShardLevelMetrics");
        Set<String> named = given.contains(ALL) ? METRICS : Set.copyOf(given);
        DataStream stream = stream(input, context);
        StreamDescription before = stream.description();
        Set<String> desired = new TreeSet<>(before.settings().metrics());
        change(desired, named);
        stream.update("monitor", now -> now.withSettings(settings -> settings.withMetrics(desired)));
        return structure("EnhancedMonitoringOutput")
                .with("StreamName", before.name())
                .with("StreamARN", before.arn().toString())
                .with("CurrentShardLevelMetrics", List.copyOf(before.settings().sortedMetrics()))
                .with("DesiredShardLevelMetrics", List.copyOf(desired));
    }
}
