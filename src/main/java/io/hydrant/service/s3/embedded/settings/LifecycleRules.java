package io.hydrant.service.s3.embedded.settings;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import io.hydrant.service.s3.embedded.document.Elements;
import io.hydrant.service.s3.embedded.document.S3Errors;
import io.hydrant.service.s3.embedded.document.XmlElement;

/**
 * Checks a lifecycle configuration. The texts were recorded on AWS in September 2026, the shape of rules by LocalStack.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html">Lifecycle configuration elements</a>
 */
public final class LifecycleRules {
    private static final int MOST_RULES = 1000;
    private static final int LONGEST_ID = 255;
    private static final Set<String> STATUS = Set.of("Enabled", "Disabled");
    private static final List<String> ACTIONS = List.of(
            "Expiration",
            "Transition",
            "NoncurrentVersionExpiration",
            "NoncurrentVersionTransition",
            "AbortIncompleteMultipartUpload");

    private LifecycleRules() {}

    /**
     * Checks the document.
     *
     * @throws io.hydrant.aws.AwsException {@code MalformedXML}, {@code InvalidRequest}, {@code InvalidArgument}
     */
    public static void check(XmlElement document) {
        List<XmlElement> rules = document.all("Rule");
        Elements.requireWellFormed(!rules.isEmpty() && rules.size() <= MOST_RULES);
        rules.forEach(LifecycleRules::checkShape);
        Set<String> ids = new HashSet<>();
        for (XmlElement rule : rules) {
            Optional<String> id = Elements.text(rule, "ID");
            if (id.isPresent() && id.get().length() > LONGEST_ID) {
                throw S3Errors.invalidArgument("ID length should not exceed allowed limit of 255", "ID", id.get());
            }
            if (id.isPresent() && !ids.add(id.get())) {
                throw S3Errors.invalidArgument(
                        "Rule ID must be unique. Found same ID for more than one rule", "ID", id.get());
            }
            checkRule(rule);
        }
    }

    /** The document as it is returned: a rule without an id is given one. Seen in answers of AWS. */
    public static XmlElement completed(XmlElement document) {
        List<XmlElement> rules = document.children().stream()
                .map(child -> child.name().equals("Rule") ? RuleIds.completed(child, "ID") : child)
                .toList();
        return new XmlElement(document.name(), document.text(), rules);
    }

    /** What the schema says about one rule. */
    private static void checkShape(XmlElement rule) {
        Elements.oneOf(rule, "Status", STATUS);
        Elements.requireWellFormed(
                rule.child("Filter").isPresent() != rule.child("Prefix").isPresent());
        rule.child("Filter")
                .ifPresent(
                        filter -> Elements.requireWellFormed(filter.children().size() <= 1));
        rule.child("Expiration").ifPresent(expiration -> {
            Elements.requireWellFormed(Stream.of("Days", "Date", "ExpiredObjectDeleteMarker")
                            .filter(name -> expiration.child(name).isPresent())
                            .count()
                    == 1);
        });
        for (XmlElement expiration : rule.all("NoncurrentVersionExpiration")) {
            Elements.requireWellFormed(expiration.child("NoncurrentDays").isPresent()
                    || expiration.child("NewerNoncurrentVersions").isPresent());
        }
        rule.child("AbortIncompleteMultipartUpload")
                .ifPresent(abort -> Elements.requireWellFormed(
                        abort.child("DaysAfterInitiation").isPresent()));
        for (XmlElement transition : rule.all("Transition")) {
            Elements.oneOf(transition, "StorageClass", LifecycleTransitions.CLASSES);
            Elements.requireWellFormed(transition.child("Days").isPresent()
                    != transition.child("Date").isPresent());
        }
    }

    private static void checkRule(XmlElement rule) {
        Elements.require(
                ACTIONS.stream().anyMatch(action -> rule.child(action).isPresent()),
                "At least one action needs to be specified in a rule");
        LifecycleFilter filter = LifecycleFilter.of(rule);
        filter.check();
        Elements.require(
                !filter.hasTags()
                        || rule.child("AbortIncompleteMultipartUpload").isEmpty(),
                "AbortIncompleteMultipartUpload cannot be specified with Tags.");
        Optional<XmlElement> expiration = rule.child("Expiration");
        // A guess: recorded is the refusal, not its words.
        Elements.requireWellFormed(!filter.hasTags()
                || expiration.flatMap(e -> e.child("ExpiredObjectDeleteMarker")).isEmpty());
        expiration.ifPresent(e -> {
            requirePositive(e, "Days", "Expiration");
            requireMidnight(e);
        });
        rule.all("NoncurrentVersionExpiration")
                .forEach(e -> requirePositive(e, "NoncurrentDays", "NoncurrentVersionExpiration"));
        rule.child("AbortIncompleteMultipartUpload")
                .ifPresent(e -> requirePositive(e, "DaysAfterInitiation", "AbortIncompleteMultipartUpload"));
        rule.all("Transition").forEach(LifecycleRules::requireMidnight);
        LifecycleTransitions.check(rule, filter);
    }

    private static void requirePositive(XmlElement action, String member, String name) {
        Optional<Long> days = Elements.number(action, member);
        if (days.isPresent() && days.get() <= 0) {
            throw S3Errors.invalidArgument(
                    "'" + member + "' for " + name + " action must be a positive integer",
                    member,
                    days.get().toString());
        }
    }

    private static void requireMidnight(XmlElement action) {
        Optional<String> date = Elements.text(action, "Date");
        if (date.isEmpty()) {
            return;
        }
        try {
            OffsetDateTime time = OffsetDateTime.parse(date.get()).withOffsetSameInstant(ZoneOffset.UTC);
            if (time.toLocalTime().equals(LocalTime.MIDNIGHT)) {
                return;
            }
        } catch (DateTimeException e) {
            throw S3Errors.malformedXml();
        }
        throw S3Errors.invalidArgument("'Date' must be at midnight GMT", "Date", date.get());
    }
}
