package io.hydrant.service.kms.remote;

import java.util.Map;

import io.hydrant.aws.AwsError;
import io.hydrant.aws.AwsException;
import io.hydrant.aws.AwsManagedKey;
import io.hydrant.aws.Caller;
import io.hydrant.aws.Region;
import io.hydrant.aws.Scope;
import io.hydrant.service.kms.KeyArn;
import io.hydrant.service.kms.KeyService;
import io.hydrant.service.kms.KmsActor;
import io.hydrant.service.kms.KmsException;
import io.hydrant.service.kms.KmsFailure;
import io.hydrant.service.s3.ObjectKeys;

/**
 * The embedded S3 asks another KMS, by a data key that is thrown away. Writes only: there is no data key to be decrypted for a
 * read. The ARN of an alias stays one. It is not asked for the AWS managed key of S3, because only the embedded KMS knows that id.
 */
public record RemoteObjectKeys(KeyService keys) implements ObjectKeys {
    @Override
    public String check(Caller caller, Region region, Use use, String key, Map<String, String> context) {
        if (use == Use.OPEN || AwsManagedKey.isBehind("alias/aws/s3", key)) {
            return key;
        }
        KeyArn arn;
        try {
            arn = new KeyArn(key);
        } catch (IllegalArgumentException e) {
            throw new AwsException(AwsError.client("NotFoundException", "Invalid keyId '" + key + "'"));
        }
        Scope scope = new Scope(caller.account(), region);
        try {
            keys.generateDataKey(new KmsActor.OnBehalfOf(caller, scope.arn("s3", "object")), arn, context)
                    .close();
            return key;
        } catch (KmsException e) {
            throw new AwsException(
                    e.failure() == KmsFailure.UNAVAILABLE
                            ? AwsError.server("KMSInternalException", 500, String.valueOf(e.getMessage()))
                            : AwsError.client(e.errorCode(), String.valueOf(e.getMessage())));
        }
    }
}
