package io.hydrant.destination.toy;

import java.util.List;
import java.util.Map;

import io.hydrant.firehose.configuration.BackupChange;
import io.hydrant.firehose.configuration.DestinationRules;
import io.hydrant.firehose.configuration.RuleContext;
import io.hydrant.firehose.configuration.member.BufferingMembers;
import io.hydrant.firehose.configuration.member.Members;
import io.hydrant.firehose.configuration.member.RetryMembers;
import io.hydrant.firehose.configuration.member.Rule;

/** The rules for the toy. */
final class ToyRules implements DestinationRules {
    @Override
    public List<String> requiredMembers() {
        return List.of("BoxName");
    }

    @Override
    public Map<String, Object> defaults() {
        return Map.of("BufferingHints", BufferingMembers.of(60, 1), "RetryOptions", RetryMembers.of(0));
    }

    @Override
    public BackupChange backupChange() {
        return BackupChange.NONE;
    }

    @Override
    public void check(Map<String, Object> members, RuleContext context) {
        Rule.require(Members.hasText(members, "BoxName"), "BoxName must be provided.");
    }
}
