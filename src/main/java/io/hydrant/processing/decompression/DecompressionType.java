package io.hydrant.processing.decompression;

import java.util.Map;
import java.util.Optional;

import io.hydrant.firehose.configuration.member.Rule;
import io.hydrant.firehose.configuration.processing.ProcessorType;
import io.hydrant.processing.Processor;
import io.hydrant.processing.ProcessorContext;

/** {@code Decompression}: {@code CompressionFormat} GZIP, which is what a processor without one gets. */
public final class DecompressionType implements ProcessorType {
    @Override
    public String awsName() {
        return "Decompression";
    }

    /** Text of a peer. */
    @Override
    public void check(Map<String, String> given) {
        Rule.require(
                given.getOrDefault("CompressionFormat", "GZIP").equals("GZIP"), "CompressionFormat has to be GZIP");
    }

    @Override
    public Optional<Processor> open(Map<String, String> parameters, ProcessorContext context) {
        return Optional.of(new Decompression());
    }
}
