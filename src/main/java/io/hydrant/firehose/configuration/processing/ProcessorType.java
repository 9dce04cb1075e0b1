package io.hydrant.firehose.configuration.processing;

import java.util.Map;
import java.util.Optional;

import io.hydrant.processing.Processor;
import io.hydrant.processing.ProcessorContext;

/**
 * One kind of processor: all that Hydrant knows of it. To add a processor, write its type and add a line to the list in {@code
 * HydrantAssembly}, which is in the order in which Firehose runs them.
 */
public interface ProcessorType {
    /** The value of a processor's {@code Type}, such as {@code Lambda}. */
    String awsName();

    /**
     * Opens a processor; empty if with these parameters it has nothing to do.
     *
     * @param parameters by name, checked and with every default filled in
     */
    Optional<Processor> open(Map<String, String> parameters, ProcessorContext context);
}
