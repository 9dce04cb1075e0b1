package io.hydrant.processing.delimiter;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

import io.hydrant.firehose.configuration.processing.ProcessorType;
import io.hydrant.processing.Processor;
import io.hydrant.processing.ProcessorContext;

/**
 * {@code AppendDelimiterToRecord}: {@code Delimiter}, or a newline without one. A parameter cannot be white space, so examples write a
 * newline as a backslash and {@code n}.
 */
public final class DelimiterType implements ProcessorType {
    @Override
    public String awsName() {
        return "AppendDelimiterToRecord";
    }

    @Override
    public Optional<Processor> open(Map<String, String> parameters, ProcessorContext context) {
        return Optional.of(new AppendDelimiter(
                unescaped(parameters.getOrDefault("Delimiter", "\n")).getBytes(StandardCharsets.UTF_8)));
    }

    /** The text with {@code \n}, {@code \r} and {@code \t} in place of their letters; other escapes stay as they are. A guess. */
    static String unescaped(String text) {
        return text.replace("\\n", "\n").replace("\\r", "\r").replace("\\t", "\t");
    }
}
