package io.hydrant.firehose.configuration.processing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.hydrant.aws.AwsException;
import io.hydrant.processing.Processor;
import io.hydrant.processing.ProcessorChain;
import io.hydrant.processing.ProcessorContext;

/** The processors that Hydrant knows, in the order in which Firehose runs them whatever the order they are given in. */
public final class Processors {
    private final List<ProcessorType> types;

    /** @param types in the order in which they run */
    public Processors(List<ProcessorType> types) {
        this.types = List.copyOf(types);
    }

    /**
     * Checks the processors of a destination as they were given.
     *
     * @throws AwsException {@code InvalidArgumentException}
     */
    public void check(Map<String, Object> destination) {
        ProcessorRules.check(types, destination);
    }

    /**
     * Checks that a completed destination takes its processors.
     *
     * @param isS3 whether its records go to S3
     * @param partitions whether it sorts its records by keys
     * @throws AwsException {@code InvalidArgumentException}
     */
    public void checkDestination(boolean isS3, boolean partitions, Map<String, Object> destination) {
        ProcessorRules.checkDestination(types, isS3, partitions, destination);
    }

    /** The members of a destination with the defaults of its processors. */
    public Map<String, Object> complete(Map<String, Object> destination) {
        return ProcessorDefaults.complete(types, destination);
    }

    /** What the service takes without a word although it will not work: sentences, each beginning with the parameter. */
    public List<String> warnings(Map<String, Object> destination) {
        return !ProcessorRules.isEnabled(destination)
                ? List.of()
                : GivenProcessor.all(destination).stream()
                        .flatMap(each ->
                                each.in(types).stream().flatMap(type -> type.warnings(each.parameters()).stream()))
                        .toList();
    }

    /**
     * The processors of a destination; empty if it processes nothing.
     *
     * @param destination its members, checked and completed
     * @param atOnce how many invocations of a function are under way at most
     */
    public Optional<ProcessorChain> open(Map<String, Object> destination, int atOnce, ProcessorContext context) {
        if (!ProcessorRules.isEnabled(destination)) {
            return Optional.empty();
        }
        List<GivenProcessor> given = GivenProcessor.all(destination);
        List<Processor> processors = new ArrayList<>();
        for (ProcessorType type : types) {
            for (GivenProcessor each : given) {
                if (each.type().equals(type.awsName())) {
                    type.open(each.parameters(), context).ifPresent(processors::add);
                }
            }
        }
        return processors.isEmpty()
                ? Optional.empty()
                : Optional.of(new ProcessorChain(
                        processors, processors.stream().anyMatch(p -> p.asks().isPresent()) ? atOnce : 1));
    }
}
