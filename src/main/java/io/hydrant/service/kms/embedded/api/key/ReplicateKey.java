package io.hydrant.service.kms.embedded.api.key;

import java.util.Optional;

import io.hydrant.aws.Region;
import io.hydrant.protocol.CallContext;
import io.hydrant.service.kms.embedded.EmbeddedKms;
import io.hydrant.service.kms.embedded.administration.MultiRegionKeys;
import io.hydrant.service.kms.embedded.api.operation.KmsOperation;
import io.hydrant.service.kms.embedded.api.operation.TagShapes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.ReplicateKeyRequest;
import software.amazon.awssdk.services.kms.model.ReplicateKeyResponse;

/** Creates a replica of a multi-Region key, which is ready at once. */
final class ReplicateKey extends KmsOperation<ReplicateKeyRequest, ReplicateKeyResponse> {
    ReplicateKey(EmbeddedKms kms) {
        super(kms);
    }

    @Override
    public SdkPojo newInput() {
        return ReplicateKeyRequest.builder();
    }

    @Override
    public ReplicateKeyResponse call(ReplicateKeyRequest input, CallContext context) {
        MultiRegionKeys.Replica made = kms.multiRegion()
                .replicate(
                        callOf(context),
                        input.keyId(),
                        new MultiRegionKeys.NewReplica(
                                new Region(input.replicaRegion()),
                                Optional.ofNullable(input.policy()),
                                Optional.ofNullable(input.description()).orElse(""),
                                isTrue(input.bypassPolicyLockoutSafetyCheck()),
                                TagShapes.tags(input.tags())));
        return ReplicateKeyResponse.builder()
                .replicaKeyMetadata(KeyShapes.metadata(made.key()))
                .replicaPolicy(made.policy())
                .replicaTags(made.tags().stream().map(TagShapes::tag).toList())
                .build();
    }
}
