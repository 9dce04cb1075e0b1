package io.hydrant.delivery;

import java.util.Optional;
import java.util.function.Function;

import io.hydrant.destination.Partitioning;
import io.hydrant.destination.StreamVersion;
import io.hydrant.processing.ProcessorChain;
import io.hydrant.record.PartitionKeys;

/**
 * The way of a stream's records under one version of its configuration.
 *
 * @param origin the stream, with the version of its configuration
 * @param destination without it, records wait until they expire
 * @param backup where every source record is kept besides; without it, copies made before still go where they were to go
 * @param processing what becomes of records before they come to the destination; empty for nothing
 */
public record DeliveryPlan(
        StreamVersion origin,
        Optional<DeliveryTarget> destination,
        Optional<DeliveryTarget> backup,
        Optional<Processing> processing) {

    /**
     * What happens to records before they come to the destination.
     *
     * @param chain the processors
     * @param failures takes the lines about records that could not be processed, by the output that the failures name
     * @param partitions the partitions of the destination; empty if it has none
     */
    public record Processing(
            ProcessorChain chain, Function<String, DeliveryTarget> failures, Optional<Partitions> partitions) {}

    /**
     * The partitions of a destination.
     *
     * @param keys by which records are sorted
     * @param target where the records of a partition go
     */
    public record Partitions(Partitioning keys, Function<PartitionKeys, DeliveryTarget> target) {}
}
