package io.hydrant.firehose.configuration.processing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.hydrant.firehose.configuration.member.Members;
import io.hydrant.processing.Processor;
import io.hydrant.processing.ProcessorChain;
import io.hydrant.processing.ProcessorContext;

/** The processors that Hydrant knows, in the order in which Firehose runs them whatever the order they are given in. */
public final class Processors {
    /** Documented: five invocations of a function are under way at most. */
    private static final int AT_ONCE = 5;

    private final List<ProcessorType> types;

    /** @param types in the order in which they run */
    public Processors(List<ProcessorType> types) {
        this.types = List.copyOf(types);
    }

    /**
     * The processors of a destination; empty if it processes nothing.
     *
     * @param destination its members, checked and completed
     */
    public Optional<ProcessorChain> open(Map<String, Object> destination, ProcessorContext context) {
        Map<String, Object> processing = Members.structure(destination, "ProcessingConfiguration");
        if (!Members.isTrue(processing, "Enabled")) {
            return Optional.empty();
        }
        List<Map<String, Object>> given = Members.structures(processing, "Processors");
        List<Processor> processors = new ArrayList<>();
        for (ProcessorType type : types) {
            for (Map<String, Object> each : given) {
                if (Members.text(each, "Type").orElse("").equals(type.awsName())) {
                    type.open(parameters(each), context).ifPresent(processors::add);
                }
            }
        }
        return processors.isEmpty()
                ? Optional.empty()
                : Optional.of(new ProcessorChain(
                        processors, processors.stream().anyMatch(p -> p.asks().isPresent()) ? AT_ONCE : 1));
    }

    private static Map<String, String> parameters(Map<String, Object> processor) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (Map<String, Object> each : Members.structures(processor, "Parameters")) {
            parameters.put(
                    Members.text(each, "ParameterName").orElse(""),
                    Members.text(each, "ParameterValue").orElse(""));
        }
        return parameters;
    }
}
