package io.hydrant.destination.toy;

import java.util.Map;
import java.util.Optional;

import io.hydrant.destination.Destination;
import io.hydrant.destination.DestinationContext;
import io.hydrant.destination.DestinationSpec;
import io.hydrant.destination.S3Bucket;
import io.hydrant.firehose.configuration.DeliveryMetrics;
import io.hydrant.firehose.configuration.DestinationRules;
import io.hydrant.firehose.configuration.DestinationType;
import io.hydrant.firehose.configuration.member.BufferingMembers;
import io.hydrant.firehose.configuration.member.Members;
import io.hydrant.firehose.configuration.member.RetryMembers;
import io.hydrant.record.BufferingHints;

/** The toy destination. */
public final class ToyType implements DestinationType {
    private final DestinationRules rules = new ToyRules();

    @Override
    public String awsName() {
        return "Toy";
    }

    @Override
    public DestinationRules rules() {
        return rules;
    }

    @Override
    public DeliveryMetrics metrics() {
        return DeliveryMetrics.of("DeliveryToToy");
    }

    @Override
    public Optional<DestinationSpec> read(Map<String, Object> members) {
        String box = Members.text(members, "BoxName").orElseThrow();
        return Optional.of(new DestinationSpec() {
            @Override
            public BufferingHints hints() {
                return BufferingMembers.read(members);
            }

            @Override
            public Optional<S3Bucket> backup() {
                return Optional.empty();
            }

            @Override
            public Destination open(DestinationContext context) {
                return new ToyDestination(box, RetryMembers.read(members));
            }
        });
    }
}
