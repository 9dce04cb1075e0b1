package io.hydrant.service.kms.embedded;

import java.util.Map;

import io.hydrant.aws.Caller;
import io.hydrant.aws.Region;
import io.hydrant.service.kinesis.StreamKeys;
import io.hydrant.service.kms.embedded.key.KmsCall;

/**
 * The embedded Kinesis asks the embedded KMS: in the name of its caller, through Kinesis, so that {@code kms:ViaService} holds.
 */
public record EmbeddedStreamKeys(EmbeddedKms kms) implements StreamKeys {
    @Override
    public void check(Caller caller, Region region, String operation, String key, Map<String, String> context) {
        KmsCall call = KmsCall.of(caller, region).via("kinesis." + region + ".amazonaws.com");
        kms.cryptography().check(call, key, operation, context);
    }
}
