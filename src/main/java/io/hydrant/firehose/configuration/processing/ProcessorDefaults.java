package io.hydrant.firehose.configuration.processing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.hydrant.firehose.configuration.member.Members;

/** The values of a {@code ProcessingConfiguration} that the caller left out. */
public final class ProcessorDefaults {
    private ProcessorDefaults() {}

    /** {@code members} of a destination with its processing completed; the same members when it has none. */
    public static Map<String, Object> complete(Map<String, Object> members) {
        if (!members.containsKey("ProcessingConfiguration")) {
            return members;
        }
        Map<String, Object> processing = Members.withDefaults(
                Members.structure(members, "ProcessingConfiguration"),
                Map.of("Enabled", false, "Processors", List.of()));
        List<Map<String, Object>> processors = Members.structures(processing, "Processors").stream()
                .map(processor -> Members.text(processor, "Type").orElse("").equals("Lambda")
                        ? lambda(processor, members)
                        : processor)
                .toList();
        return Members.with(members, "ProcessingConfiguration", Members.with(processing, "Processors", processors));
    }

    /** A Lambda processor with all five parameters in the service's order; the role is the destination's of today. */
    private static Map<String, Object> lambda(Map<String, Object> processor, Map<String, Object> destination) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("LambdaArn", "");
        values.put("NumberOfRetries", "3");
        values.put("RoleArn", Members.text(destination, "RoleARN").orElse(""));
        values.put("BufferSizeInMBs", "1");
        values.put("BufferIntervalInSeconds", "60");
        for (Map<String, Object> parameter : Members.structures(processor, "Parameters")) {
            values.put(
                    Members.text(parameter, "ParameterName").orElse(""),
                    Members.text(parameter, "ParameterValue").orElse(""));
        }
        List<Map<String, Object>> parameters = new ArrayList<>();
        values.forEach((name, value) -> {
            if (!value.isEmpty()) {
                parameters.add(Map.of("ParameterName", name, "ParameterValue", value));
            }
        });
        return Members.with(processor, "Parameters", parameters);
    }
}
