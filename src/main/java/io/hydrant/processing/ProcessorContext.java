package io.hydrant.processing;

import java.time.InstantSource;
import java.util.Optional;

import io.hydrant.destination.StreamVersion;
import io.hydrant.time.Scheduler;

/**
 * What a processor may use of the Hydrant that it is opened in.
 *
 * @param origin whose records are processed
 * @param scheduler its tasks belong to that stream
 * @param roleArn the role of the destination; empty if it has none
 */
public record ProcessorContext(
        StreamVersion origin, InstantSource clock, Scheduler scheduler, Optional<String> roleArn) {}
