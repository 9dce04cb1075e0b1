package io.hydrant.firehose.configuration.processing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.hydrant.firehose.configuration.member.Members;

/**
 * A processor as it stands in a configuration.
 *
 * @param members its tree
 */
record GivenProcessor(Map<String, Object> members) {
    /** The processors of a destination, enabled or not, in the order they are given in. */
    static List<GivenProcessor> all(Map<String, Object> destination) {
        return Members.structures(Members.structure(destination, "ProcessingConfiguration"), "Processors").stream()
                .map(GivenProcessor::new)
                .toList();
    }

    String type() {
        return Members.text(members, "Type").orElse("");
    }

    /** Whether a parameter is there twice. */
    boolean repeatsParameter() {
        return parameters().size() < Members.structures(members, "Parameters").size();
    }

    /** Its parameters by name, in their order. */
    Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (Map<String, Object> each : Members.structures(members, "Parameters")) {
            parameters.put(
                    Members.text(each, "ParameterName").orElse(""),
                    Members.text(each, "ParameterValue").orElse(""));
        }
        return parameters;
    }

    /** The type among {@code known}; empty if it is not there. */
    Optional<ProcessorType> in(List<ProcessorType> known) {
        return known.stream().filter(each -> each.awsName().equals(type())).findFirst();
    }

    /** The tree with other parameters. */
    Map<String, Object> with(Map<String, String> parameters) {
        return parameters.equals(parameters())
                ? members
                : Members.with(
                        members,
                        "Parameters",
                        parameters.entrySet().stream()
                                .map(each -> Map.<String, Object>of(
                                        "ParameterName", each.getKey(), "ParameterValue", each.getValue()))
                                .toList());
    }
}
