package io.hydrant.firehose.configuration;

import java.util.Map;
import java.util.Optional;

import io.hydrant.destination.DestinationSpec;

/**
 * One kind of destination: all that Hydrant knows of it beside the stream's queues. A type has one instance in a Hydrant. To add a
 * destination, write its type and add a line to the list in {@code HydrantAssembly}.
 */
public interface DestinationType {
    /** The word that the service's member names begin with, such as {@code Splunk}. */
    String awsName();

    /** What a configuration must hold, what completes it, and how an update changes it. */
    DestinationRules rules();

    /** The metrics of its deliveries. */
    DeliveryMetrics metrics();

    /**
     * Reads a checked and completed configuration; empty as long as Hydrant delivers nothing to this destination.
     *
     * @throws IllegalArgumentException for members that the rules would have refused
     */
    default Optional<DestinationSpec> read(Map<String, Object> members) {
        return Optional.empty();
    }

    /** What DescribeDeliveryStream shows, by the members of a {@code DestinationDescription}. */
    default Map<String, Object> describe(Map<String, Object> members) {
        return Map.of(descriptionMember(), DescribedMembers.of(members));
    }

    /**
     * The type that a stored configuration has after an update of this type; empty when such an update cannot be merged, but
     * exchanges the destination.
     */
    default Optional<DestinationType> mergedWith(DestinationType stored) {
        return equals(stored) ? Optional.of(this) : Optional.empty();
    }

    /** The member of CreateDeliveryStream, such as {@code SplunkDestinationConfiguration}. */
    default String configurationMember() {
        return awsName() + "DestinationConfiguration";
    }

    /** The member of UpdateDestination, such as {@code SplunkDestinationUpdate}. */
    default String updateMember() {
        return awsName() + "DestinationUpdate";
    }

    /** The member of a destination's description, such as {@code SplunkDestinationDescription}. */
    default String descriptionMember() {
        return awsName() + "DestinationDescription";
    }
}
