package io.hydrant.firehose.configuration;

import java.util.Map;
import java.util.Optional;

import io.hydrant.aws.AwsException;
import io.hydrant.firehose.configuration.member.ConfigurationErrors;
import io.hydrant.firehose.configuration.member.Members;
import io.hydrant.firehose.configuration.processing.ProcessorRules;
import io.hydrant.firehose.configuration.processing.Processors;

/**
 * What UpdateDestination makes of a stored configuration.
 *
 * @param processors that Hydrant knows
 */
record DestinationMerge(Processors processors) {

    /**
     * {@code stored} after an update of {@code type}, whose members are already called as a configuration's.
     *
     * @throws AwsException {@code InvalidArgumentException}
     */
    DestinationConfiguration merge(
            DestinationConfiguration stored, DestinationType type, Map<String, Object> update, RuleContext context) {
        CommonRules.checkGiven(update, processors);
        Optional<DestinationType> merged = type.mergedWith(stored.type());
        return merged.isPresent()
                ? changed(stored, merged.get(), update, context)
                : exchanged(stored, type, update, context);
    }

    private DestinationConfiguration changed(
            DestinationConfiguration stored, DestinationType type, Map<String, Object> update, RuleContext context) {
        DestinationRules rules = type.rules();
        rules.checkUpdate(stored.members(), update);
        String mode = Members.text(stored.members(), "S3BackupMode").orElse("Disabled");
        rules.backupChange().check(mode, Members.text(update, "S3BackupMode").orElse(mode));
        checkDecompression(stored.members(), update);
        return completed(type, rules.merge(stored.members(), update), context);
    }

    private DestinationConfiguration exchanged(
            DestinationConfiguration stored, DestinationType type, Map<String, Object> update, RuleContext context) {
        DestinationRules rules = type.rules();
        stored.type()
                .rules()
                .nameIfNotExchangeable()
                .or(rules::nameIfNotExchangeable)
                .ifPresent(name -> {
                    throw new AwsException(ConfigurationErrors.typeChangeRefused(name));
                });
        for (String required : rules.requiredMembers()) {
            if (!update.containsKey(required)) {
                throw new AwsException(ConfigurationErrors.mustNotBeNull(type.updateMember() + "." + required));
            }
        }
        rules.checkUpdate(Map.of(), update);
        return completed(type, update, context);
    }

    private DestinationConfiguration completed(DestinationType type, Map<String, Object> members, RuleContext context) {
        DestinationConfiguration next = new DestinationConfiguration(
                type, processors.complete(DestinationDefaults.complete(type.rules(), members)));
        CommonRules.checkCompleted(next, context, processors);
        return next;
    }

    private static void checkDecompression(Map<String, Object> stored, Map<String, Object> update) {
        if (ProcessorRules.has(update, "Decompression")
                && !ProcessorRules.has(stored, "Decompression")
                && !ProcessorRules.has(stored, "Lambda")) {
            throw new AwsException(ConfigurationErrors.decompressionNeedsLambda());
        }
    }
}
