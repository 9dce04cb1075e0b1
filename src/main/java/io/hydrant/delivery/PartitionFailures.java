package io.hydrant.delivery;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.hydrant.destination.Partitioning;
import io.hydrant.processing.ProcessingFailure;
import io.hydrant.record.PartitionKeys;

/** Why a record comes into no partition. The codes are documented, the texts are Hydrant's. */
final class PartitionFailures {
    /** The record would begin one partition too many. */
    static final ProcessingFailure TOO_MANY = ProcessingFailure.of(
            "DynamicPartitioning.ActivePartitionsLimitExceeded",
            "The stream has as many active partitions as it may have. A partition is active until its records are delivered.");

    private PartitionFailures() {}

    /** The record lacks a key that the prefix names, or has one that cannot stand in it. */
    static ProcessingFailure keyMissing(Partitioning partitioning, PartitionKeys keys) {
        String why = Stream.concat(
                        missing(partitioning.fromQuery(), keys.fromQuery(), "partitionKeyFromQuery"),
                        missing(partitioning.fromLambda(), keys.fromLambda(), "partitionKeyFromLambda"))
                .findFirst()
                .map(missing -> "The record has no value for the partition key " + missing)
                .or(() -> partitioning.refusal(keys))
                .orElse("");
        return ProcessingFailure.of("DynamicPartitioning.MetadataExtractionFailed", why)
                .to("metadata-extraction-failed");
    }

    private static Stream<String> missing(Set<String> names, Map<String, String> keys, String namespace) {
        return names.stream()
                .filter(name -> keys.getOrDefault(name, "").isEmpty())
                .sorted()
                .map(name -> namespace + ":" + name + ".");
    }
}
