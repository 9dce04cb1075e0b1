package io.hydrant.firehose.configuration.processing;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.hydrant.processing.Processor;
import io.hydrant.processing.ProcessorContext;

/** The rules of {@code Lambda}, until the processor is there. */
public final class LambdaStandIn implements ProcessorType {
    @Override
    public String awsName() {
        return "Lambda";
    }

    @Override
    public void check(Map<String, String> given) {
        LambdaParameters.check(given);
    }

    @Override
    public Map<String, String> complete(Map<String, String> given, Map<String, Object> destination) {
        return LambdaParameters.complete(given, destination);
    }

    @Override
    public List<String> warnings(Map<String, String> parameters) {
        return List.of("LambdaArn: functions are not called yet");
    }

    @Override
    public Optional<Processor> open(Map<String, String> parameters, ProcessorContext context) {
        return Optional.empty();
    }
}
