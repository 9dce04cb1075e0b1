package io.hydrant.processing;

import java.time.InstantSource;
import java.util.Optional;

import io.hydrant.destination.StreamVersion;
import io.hydrant.record.SourceName;
import io.hydrant.time.Scheduler;

/**
 * What a processor may use of the Hydrant that it is opened in.
 *
 * @param origin whose records are processed
 * @param scheduler its tasks belong to that stream
 * @param roleArn the role of the destination; empty if it has none
 * @param source what the records are read from; empty if they are put
 */
public record ProcessorContext(
        StreamVersion origin,
        InstantSource clock,
        Scheduler scheduler,
        Optional<String> roleArn,
        Optional<SourceName> source) {
    /** Of a stream whose records are put. */
    public ProcessorContext(StreamVersion origin, InstantSource clock, Scheduler scheduler, Optional<String> roleArn) {
        this(origin, clock, scheduler, roleArn, Optional.empty());
    }
}
