package io.hydrant.source;

import java.util.Map;
import java.util.Objects;

import io.hydrant.aws.Scope;
import io.hydrant.time.Scheduler;

/**
 * What a source may use of the stream that it is opened for.
 *
 * @param scope the account and Region of the delivery stream
 * @param stream its name
 * @param members the members of its {@code …SourceConfiguration}
 * @param scheduler its tasks belong to the delivery stream
 * @param sink takes the records
 * @param reports takes what happens to the source
 */
public record SourceContext(
        Scope scope,
        String stream,
        Map<String, Object> members,
        Scheduler scheduler,
        RecordSink sink,
        SourceReports reports) {
    public SourceContext {
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(stream, "stream");
        Objects.requireNonNull(members, "members");
        Objects.requireNonNull(scheduler, "scheduler");
        Objects.requireNonNull(sink, "sink");
        Objects.requireNonNull(reports, "reports");
    }
}
