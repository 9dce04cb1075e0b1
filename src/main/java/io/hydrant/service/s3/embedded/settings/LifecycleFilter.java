package io.hydrant.service.s3.embedded.settings;

import java.util.List;
import java.util.Optional;

import io.hydrant.service.s3.embedded.document.Elements;
import io.hydrant.service.s3.embedded.document.S3Errors;
import io.hydrant.service.s3.embedded.document.XmlElement;

/**
 * The objects that a lifecycle rule is about.
 *
 * @param prefix of keys; empty when the rule names none
 */
record LifecycleFilter(String prefix, List<String> tagKeys, Optional<Long> greaterThan, Optional<Long> lessThan) {
    LifecycleFilter {
        tagKeys = List.copyOf(tagKeys);
    }

    static LifecycleFilter of(XmlElement rule) {
        XmlElement filter = rule.child("Filter").orElse(rule);
        XmlElement members = filter.child("And").orElse(filter);
        List<String> keys = members.all("Tag").stream()
                .map(tag -> tag.textOf("Key").orElseThrow(S3Errors::malformedXml))
                .toList();
        return new LifecycleFilter(
                members.textOf("Prefix").orElse(""),
                keys,
                Elements.number(members, "ObjectSizeGreaterThan"),
                Elements.number(members, "ObjectSizeLessThan"));
    }

    void check() {
        Elements.require(tagKeys.stream().distinct().count() == tagKeys.size(), "Duplicate Tag Keys are not allowed.");
        Elements.require(
                greaterThan.isEmpty() || lessThan.isEmpty() || lessThan.get() > greaterThan.get(),
                "'ObjectSizeLessThan' has to be a value greater than 'ObjectSizeGreaterThan'.");
    }

    boolean hasTags() {
        return !tagKeys.isEmpty();
    }

    /** As errors name it. */
    @Override
    public String toString() {
        return "filter '(prefix=" + prefix + ")'";
    }
}
