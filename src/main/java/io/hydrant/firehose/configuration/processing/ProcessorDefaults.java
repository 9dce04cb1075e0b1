package io.hydrant.firehose.configuration.processing;

import java.util.List;
import java.util.Map;

import io.hydrant.firehose.configuration.member.Members;

/** The values of a {@code ProcessingConfiguration} that the caller left out. */
final class ProcessorDefaults {
    private ProcessorDefaults() {}

    /** {@code members} of a destination with its processing completed; the same members when it has none. */
    static Map<String, Object> complete(List<ProcessorType> types, Map<String, Object> members) {
        if (!members.containsKey("ProcessingConfiguration")) {
            return members;
        }
        Map<String, Object> processing = Members.withDefaults(
                Members.structure(members, "ProcessingConfiguration"),
                Map.of("Enabled", false, "Processors", List.of()));
        List<Map<String, Object>> processors = GivenProcessor.all(members).stream()
                .map(each -> each.in(types)
                        .map(type -> each.with(type.complete(each.parameters(), members)))
                        .orElse(each.members()))
                .toList();
        return Members.with(members, "ProcessingConfiguration", Members.with(processing, "Processors", processors));
    }
}
