package io.hydrant.service.kms.embedded;

import java.util.Map;

import io.hydrant.aws.Caller;
import io.hydrant.aws.Region;
import io.hydrant.service.kms.embedded.key.KmsCall;
import io.hydrant.service.s3.ObjectKeys;

/** The embedded S3 asks the embedded KMS: in the name of its caller, through S3, so that {@code kms:ViaService} holds. */
public record EmbeddedObjectKeys(EmbeddedKms kms) implements ObjectKeys {
    @Override
    public String check(Caller caller, Region region, Use use, String key, Map<String, String> context) {
        KmsCall call = KmsCall.of(caller, region).via("s3." + region + ".amazonaws.com");
        return kms.cryptography().check(call, key, use.operation(), context);
    }
}
