package io.hydrant.processing.lambda;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import io.hydrant.firehose.configuration.processing.ProcessorType;
import io.hydrant.processing.Processor;
import io.hydrant.processing.ProcessorContext;
import io.hydrant.service.lambda.FunctionService;

/** The processor that asks a Lambda function. */
public final class LambdaType implements ProcessorType {
    private final FunctionService functions;
    private final Supplier<UUID> ids;

    /** @param ids where an invocation's id comes from */
    public LambdaType(FunctionService functions, Supplier<UUID> ids) {
        this.functions = functions;
        this.ids = ids;
    }

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
    public Optional<Processor> open(Map<String, String> parameters, ProcessorContext context) {
        return Optional.of(new LambdaProcessor(LambdaSettings.read(parameters), context, functions, ids));
    }
}
