package io.hydrant.service.s3.embedded.settings;

import java.util.ArrayList;
import java.util.List;

import io.hydrant.aws.RequestIds;
import io.hydrant.service.s3.embedded.document.Elements;
import io.hydrant.service.s3.embedded.document.XmlElement;

/** Gives an id to each rule that has none, as AWS does. */
final class RuleIds {
    private RuleIds() {}

    /** {@code rule} with the first element {@code name}, made up where it is absent or empty. */
    static XmlElement completed(XmlElement rule, String name) {
        if (Elements.text(rule, name).isPresent()) {
            return rule;
        }
        List<XmlElement> members = new ArrayList<>();
        members.add(new XmlElement(name, RequestIds.next(), List.of()));
        rule.children().stream().filter(member -> !member.name().equals(name)).forEach(members::add);
        return new XmlElement(rule.name(), rule.text(), members);
    }
}
