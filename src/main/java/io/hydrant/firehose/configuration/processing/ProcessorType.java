package io.hydrant.firehose.configuration.processing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.hydrant.processing.Processor;
import io.hydrant.processing.ProcessorContext;

/**
 * One kind of processor: all that Hydrant knows of it. To add a processor, write its type and add a line to the list in {@code
 * HydrantAssembly}, which is in the order in which Firehose runs them. A check refuses with an {@code AwsException}.
 */
public interface ProcessorType {
    /** The value of a processor's {@code Type}, such as {@code Lambda}. */
    String awsName();

    /**
     * Checks a processor.
     *
     * @param given its parameters by name, as the caller gave them
     */
    default void check(Map<String, String> given) {}

    /**
     * Checks a processor's neighbours; comes before its own check.
     *
     * @param types of all processors of the destination
     */
    default void checkBeside(Set<String> types) {}

    /** Whether it is refused for every destination but S3. */
    default boolean isForS3Alone() {
        return false;
    }

    /** Whether it is refused for a destination that does not sort records by keys. */
    default boolean needsPartitioning() {
        return false;
    }

    /**
     * The parameters as they are stored and shown, in the service's order.
     *
     * @param given by name, checked
     * @param destination the members of the destination, completed but for its processors
     */
    default Map<String, String> complete(Map<String, String> given, Map<String, Object> destination) {
        return given;
    }

    /** What the service takes without a word although it will not work: sentences, each beginning with the parameter. */
    default List<String> warnings(Map<String, String> parameters) {
        return List.of();
    }

    /**
     * Opens a processor; empty if with these parameters it has nothing to do.
     *
     * @param parameters by name, checked and with every default filled in
     */
    Optional<Processor> open(Map<String, String> parameters, ProcessorContext context);
}
