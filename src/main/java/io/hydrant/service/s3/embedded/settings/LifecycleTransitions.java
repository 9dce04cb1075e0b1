package io.hydrant.service.s3.embedded.settings;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.hydrant.service.s3.embedded.document.Elements;
import io.hydrant.service.s3.embedded.document.S3Errors;
import io.hydrant.service.s3.embedded.document.XmlElement;

/**
 * Checks the order and the distance of a rule's transitions. Recorded on AWS, September 2026.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html">Transitioning objects</a>
 */
final class LifecycleTransitions {
    /** From the class that objects leave first to the one they leave last. */
    private static final List<String> ORDER =
            List.of("STANDARD_IA", "INTELLIGENT_TIERING", "ONEZONE_IA", "GLACIER_IR", "GLACIER", "DEEP_ARCHIVE");

    static final Set<String> CLASSES = Set.copyOf(ORDER);

    /** Days that objects stay in a class before the next. */
    private static final Map<String, Integer> SHORTEST_STAY =
            Map.of("STANDARD_IA", 30, "ONEZONE_IA", 30, "GLACIER_IR", 90, "GLACIER", 90);

    private LifecycleTransitions() {}

    static void check(XmlElement rule, LifecycleFilter filter) {
        List<XmlElement> transitions = rule.all("Transition");
        Elements.require(
                transitions.stream()
                                .map(LifecycleTransitions::storageClass)
                                .distinct()
                                .count()
                        == transitions.size(),
                "'StorageClass' must be different for 'Transition' actions in same 'Rule' with " + filter);
        Elements.require(
                !(isDated(rule, "Date") && isDated(rule, "Days")),
                "Found mixed 'Date' and 'Days' based Expiration and Transition actions in lifecycle rule for "
                        + filter);
        for (XmlElement earlier : transitions) {
            for (XmlElement later : transitions) {
                if (ORDER.indexOf(storageClass(earlier)) < ORDER.indexOf(storageClass(later))) {
                    checkDistance(earlier, later, filter);
                }
            }
        }
        Optional<Long> expires = rule.child("Expiration").flatMap(e -> Elements.number(e, "Days"));
        for (XmlElement transition : transitions) {
            Optional<Long> days = days(transition);
            if (expires.isPresent() && days.isPresent() && expires.get() <= days.get()) {
                throw wrongDays(
                        "'Days' in the Expiration action for " + filter
                                + " must be greater than 'Days' in the Transition action",
                        expires.get());
            }
        }
    }

    private static void checkDistance(XmlElement earlier, XmlElement later, LifecycleFilter filter) {
        Optional<Long> from = days(earlier);
        Optional<Long> to = days(later);
        if (from.isEmpty() || to.isEmpty()) {
            return;
        }
        String action =
                "'Days' in the 'Transition' action for StorageClass '" + storageClass(later) + "' for " + filter;
        if (to.get() <= from.get()) {
            throw wrongDays(
                    action + " must be greater than 'Days' in the 'Transition' action for StorageClass '"
                            + storageClass(earlier) + "'",
                    to.get());
        }
        int stay = SHORTEST_STAY.getOrDefault(storageClass(earlier), 0);
        if (to.get() - from.get() < stay) {
            // AWS names the filter a second time where it means the days.
            throw wrongDays(
                    action + " must be " + stay + " days more than '" + filter
                            + "' in the 'Transition' action for StorageClass '" + storageClass(earlier) + "'",
                    to.get());
        }
    }

    private static boolean isDated(XmlElement rule, String member) {
        return rule.children().stream()
                .filter(action ->
                        action.name().equals("Expiration") || action.name().equals("Transition"))
                .anyMatch(action -> action.child(member).isPresent());
    }

    private static String storageClass(XmlElement transition) {
        return transition.textOf("StorageClass").orElse("").strip();
    }

    private static Optional<Long> days(XmlElement transition) {
        return Elements.number(transition, "Days");
    }

    private static RuntimeException wrongDays(String text, long days) {
        return S3Errors.invalidArgument(text, "Days", Long.toString(days));
    }
}
