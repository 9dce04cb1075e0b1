package io.hydrant.service.s3.embedded.settings;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.hydrant.service.s3.embedded.document.S3Errors;
import io.hydrant.service.s3.embedded.document.XmlElement;

/** The events and keys that one notification is about. */
record NotificationFilter(List<String> events, String prefix, String suffix) {
    NotificationFilter {
        events = List.copyOf(events);
    }

    static NotificationFilter of(XmlElement configuration) {
        Map<String, String> found = new HashMap<>();
        List<XmlElement> rules = configuration
                .child("Filter")
                .flatMap(filter -> filter.child("S3Key"))
                .map(key -> key.all("FilterRule"))
                .orElse(List.of());
        for (XmlElement rule : rules) {
            String name = rule.textOf("Name").orElseThrow(S3Errors::malformedXml);
            String value = rule.textOf("Value").orElseThrow(S3Errors::malformedXml);
            String kind = name.strip().toLowerCase(Locale.ROOT);
            if (!kind.equals("prefix") && !kind.equals("suffix")) {
                throw S3Errors.invalidArgument(
                        "filter rule name must be either prefix or suffix", "FilterRule.Name", name);
            }
            if (found.put(kind, value) != null) {
                throw S3Errors.invalidArgument(
                        "Cannot specify more than one " + kind + " rule in a filter.", "FilterRule.Name", name);
            }
        }
        List<String> events = configuration.all("Event").stream()
                .map(event -> event.text().strip())
                .toList();
        return new NotificationFilter(events, found.getOrDefault("prefix", ""), found.getOrDefault("suffix", ""));
    }

    /** {@code InvalidArgument} when one object could match both for one event. */
    void requireApartFrom(NotificationFilter other) {
        boolean sameEvent =
                events.stream().anyMatch(event -> other.events.stream().anyMatch(e -> covers(event, e)));
        boolean samePrefix = prefix.startsWith(other.prefix) || other.prefix.startsWith(prefix);
        boolean sameSuffix = suffix.endsWith(other.suffix) || other.suffix.endsWith(suffix);
        if (sameEvent && samePrefix && sameSuffix) {
            throw S3Errors.invalidArgument(
                    "Configuration is ambiguously defined. Cannot have overlapping suffixes in two rules if the"
                            + " prefixes are overlapping for the same event type.",
                    "Event",
                    String.join(",", events));
        }
    }

    private static boolean covers(String one, String other) {
        return one.equals(other) || isGroupOf(one, other) || isGroupOf(other, one);
    }

    private static boolean isGroupOf(String group, String event) {
        return group.endsWith("*") && event.startsWith(group.substring(0, group.length() - 1));
    }
}
