package io.hydrant.service.kms.remote;

import java.util.Map;

import io.hydrant.aws.Caller;
import io.hydrant.aws.Region;
import io.hydrant.service.kinesis.StreamKeys;
import io.hydrant.service.kms.KeyService;
import io.hydrant.service.s3.ObjectKeys;

/**
 * The embedded Kinesis asks another KMS, as the embedded S3 does. An alias, and an id without an ARN, are taken as they are: what is
 * asked here names a key by its ARN.
 */
public record RemoteStreamKeys(KeyService keys) implements StreamKeys {
    @Override
    public void check(Caller caller, Region region, String operation, String key, Map<String, String> context) {
        if (operation.equals("GenerateDataKey") && key.startsWith("arn:") && key.contains(":key/")) {
            new RemoteObjectKeys(keys).check(caller, region, ObjectKeys.Use.SEAL, key, context);
        }
    }
}
