package io.hydrant.service.s3.embedded.api;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.hydrant.aws.RequestIds;
import io.hydrant.service.s3.embedded.S3Errors;
import io.hydrant.service.s3.embedded.XmlElement;

/**
 * A document {@code LifecycleConfiguration}: each rule gets an id where it has none. The refusals of filters, dates, tags and
 * mixed expirations are recorded from AWS by others, the other texts are reported.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLifecycleConfiguration.html">The operation</a>
 */
final class LifecycleRule {
    private static final int MOST_RULES = 1000;
    private static final Set<String> STATUSES = Set.of("Enabled", "Disabled");
    private static final List<String> ACTIONS = List.of(
            "Expiration",
            "Transition",
            "NoncurrentVersionExpiration",
            "NoncurrentVersionTransition",
            "AbortIncompleteMultipartUpload");
    private static final Set<String> CLASSES =
            Set.of("GLACIER", "STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING", "DEEP_ARCHIVE", "GLACIER_IR");

    private LifecycleRule() {}

    static XmlElement completed(XmlElement document) {
        List<XmlElement> rules = document.all("Rule");
        if (rules.isEmpty()
                || rules.size() > MOST_RULES
                || rules.size() < document.children().size()) {
            throw S3Errors.malformedXml();
        }
        Set<String> ids = new HashSet<>();
        List<XmlElement> kept = new ArrayList<>();
        for (XmlElement rule : rules) {
            check(rule);
            Optional<String> id = rule.textOf("ID").filter(text -> !text.isEmpty());
            checkId(id.orElse(""), ids);
            kept.add(id.isPresent() ? rule : withId(rule));
        }
        return new XmlElement(document.name(), document.text(), kept);
    }

    private static XmlElement withId(XmlElement rule) {
        List<XmlElement> members = new ArrayList<>();
        members.add(new XmlElement("ID", RequestIds.next(), List.of()));
        rule.children().stream().filter(member -> !member.name().equals("ID")).forEach(members::add);
        return new XmlElement(rule.name(), rule.text(), members);
    }

    private static void checkId(String id, Set<String> ids) {
        if (id.length() > 255) {
            throw S3Errors.invalidArgument("ID length should not exceed allowed limit of 255", "ID", id);
        }
        if (!id.isEmpty() && !ids.add(id)) {
            throw S3Errors.invalidArgument("Rule ID must be unique. Found same ID for more than one rule", "ID", id);
        }
    }

    private static void check(XmlElement rule) {
        SettingRules.requireOneOf(rule, "Status", STATUSES);
        if (rule.child("Filter").isPresent() == rule.child("Prefix").isPresent()) {
            throw S3Errors.malformedXml();
        }
        rule.child("Filter").ifPresent(LifecycleRule::checkFilter);
        rule.child("Expiration").ifPresent(LifecycleRule::checkExpiration);
        rule.all("Transition").forEach(LifecycleRule::checkTransition);
        rule.child("NoncurrentVersionExpiration").ifPresent(action -> {
            if (action.children().isEmpty()) {
                throw S3Errors.malformedXml();
            }
            positive(action, "NoncurrentDays", "NoncurrentVersionExpiration");
        });
        rule.all("NoncurrentVersionTransition")
                .forEach(action -> SettingRules.requireOneOf(action, "StorageClass", CLASSES));
        rule.child("AbortIncompleteMultipartUpload").ifPresent(action -> {
            if (action.child("DaysAfterInitiation").isEmpty()) {
                throw S3Errors.malformedXml();
            }
            positive(action, "DaysAfterInitiation", "AbortIncompleteMultipartUpload");
        });
        if (ACTIONS.stream().noneMatch(action -> rule.child(action).isPresent())) {
            throw S3Errors.invalidRequest("At least one action needs to be specified in a rule");
        }
    }

    private static void checkFilter(XmlElement filter) {
        if (filter.children().size() > 1) {
            throw S3Errors.malformedXml();
        }
        filter.child("And").ifPresent(and -> {
            Set<String> keys = new HashSet<>();
            for (XmlElement tag : and.all("Tag")) {
                if (!keys.add(tag.textOf("Key").orElseThrow(S3Errors::malformedXml))) {
                    throw S3Errors.invalidRequest("Duplicate Tag Keys are not allowed.");
                }
            }
        });
    }

    private static void checkExpiration(XmlElement expiration) {
        if (expiration.children().size() != 1) {
            throw S3Errors.malformedXml();
        }
        positive(expiration, "Days", "Expiration");
        expiration.textOf("Date").ifPresent(LifecycleRule::checkDate);
    }

    private static void checkTransition(XmlElement transition) {
        SettingRules.requireOneOf(transition, "StorageClass", CLASSES);
        if (transition.child("Days").isPresent() == transition.child("Date").isPresent()) {
            throw S3Errors.malformedXml();
        }
        transition.textOf("Date").ifPresent(LifecycleRule::checkDate);
        transition.textOf("Days").ifPresent(LifecycleRule::number);
    }

    private static void checkDate(String text) {
        String time = text.strip().matches("[0-9]{4}-[0-9]{2}-[0-9]{2}") ? text.strip() + "T00:00:00Z" : text.strip();
        try {
            Instant date = Instant.parse(time);
            if (!date.equals(date.truncatedTo(ChronoUnit.DAYS))) {
                throw S3Errors.invalidArgument("'Date' must be at midnight GMT", "Date", text);
            }
        } catch (DateTimeParseException e) {
            throw S3Errors.malformedXml();
        }
    }

    private static void positive(XmlElement action, String member, String name) {
        action.textOf(member).ifPresent(text -> {
            if (number(text) < 1) {
                throw S3Errors.invalidArgument(
                        "'" + member + "' for " + name + " action must be a positive integer", member, text);
            }
        });
    }

    private static int number(String text) {
        if (!text.strip().matches("-?\\d{1,9}")) {
            throw S3Errors.malformedXml();
        }
        return Integer.parseInt(text.strip());
    }
}
