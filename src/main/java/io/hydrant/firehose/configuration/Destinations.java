package io.hydrant.firehose.configuration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.hydrant.aws.AwsException;
import io.hydrant.firehose.configuration.member.ConfigurationErrors;
import io.hydrant.firehose.configuration.member.Members;
import io.hydrant.firehose.configuration.processing.Processors;

/** The destinations that Hydrant knows, and the way of each configuration: from a request to the stored value, and through updates. */
public final class Destinations {
    private final List<DestinationType> types;
    private final Processors processors;

    /**
     * @param types in the order in which the service looks for them
     * @param processors that a destination may have
     * @throws IllegalArgumentException for two types of one name
     */
    public Destinations(List<DestinationType> types, Processors processors) {
        if (types.stream().map(DestinationType::awsName).distinct().count() != types.size()) {
            throw new IllegalArgumentException("Two destinations have one name");
        }
        this.types = List.copyOf(types);
        this.processors = processors;
    }

    /**
     * The destination of that {@link DestinationType#awsName name}.
     *
     * @throws IllegalArgumentException when there is none
     */
    public DestinationType named(String awsName) {
        return types.stream()
                .filter(each -> each.awsName().equals(awsName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no destination " + awsName));
    }

    /**
     * The destination of a new stream, checked, with every default filled in.
     *
     * @param request the members of CreateDeliveryStream
     * @throws AwsException {@code InvalidArgumentException}, {@code InvalidParameterValueException}, {@code
     *     AccessDeniedException}
     */
    public DestinationConfiguration fromCreate(Map<String, Object> request, RuleContext context) {
        Map<DestinationType, Map<String, Object>> given = given(request, DestinationType::configurationMember);
        if (given.size() != 1) {
            throw new AwsException(ConfigurationErrors.exactlyOneDestination());
        }
        DestinationType type = given.keySet().iterator().next();
        Map<String, Object> members = given.values().iterator().next();
        CommonRules.checkGiven(members, processors);
        DestinationConfiguration completed = new DestinationConfiguration(
                type, processors.complete(DestinationDefaults.complete(type.rules(), members)));
        CommonRules.checkCompleted(completed, context, processors);
        return completed;
    }

    /**
     * {@code stored} after an update; an equal value when the update changes nothing.
     *
     * @param request the members of UpdateDestination
     * @throws AwsException {@code InvalidArgumentException}, {@code InvalidParameterValueException}, {@code
     *     AccessDeniedException}
     */
    public DestinationConfiguration merge(
            DestinationConfiguration stored, Map<String, Object> request, RuleContext context) {
        Map<DestinationType, Map<String, Object>> given = given(request, DestinationType::updateMember);
        if (given.isEmpty()) {
            throw new AwsException(ConfigurationErrors.noUpdateGiven());
        }
        if (given.size() > 1) {
            throw new AwsException(ConfigurationErrors.exactlyOneDestination());
        }
        Map<String, Object> update = given.values().iterator().next();
        update = Members.renamed(update, "S3Update", "S3Configuration");
        update = Members.renamed(update, "S3BackupUpdate", "S3BackupConfiguration");
        return new DestinationMerge(processors)
                .merge(stored, given.keySet().iterator().next(), update, context);
    }

    /** What the service takes without a word although it will not work: sentences, each beginning with the member it is about. */
    public List<String> warnings(DestinationConfiguration destination) {
        return processors.warnings(destination.members()).stream()
                .map(each -> destination.type().configurationMember() + ".ProcessingConfiguration: " + each)
                .toList();
    }

    private Map<DestinationType, Map<String, Object>> given(
            Map<String, Object> request, Function<DestinationType, String> memberOf) {
        Map<DestinationType, Map<String, Object>> given = new LinkedHashMap<>();
        for (DestinationType type : types) {
            String member = memberOf.apply(type);
            if (request.containsKey(member)) {
                given.put(type, Members.structure(request, member));
            }
        }
        given.forEach((type, members) -> type.rules().checkFirst(members));
        return given;
    }
}
