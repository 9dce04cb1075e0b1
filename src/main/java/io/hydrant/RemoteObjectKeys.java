package io.hydrant;

import java.util.Map;

import io.hydrant.aws.AwsError;
import io.hydrant.aws.AwsException;
import io.hydrant.aws.Caller;
import io.hydrant.aws.Region;
import io.hydrant.aws.Scope;
import io.hydrant.kms.KeyArn;
import io.hydrant.kms.KeyService;
import io.hydrant.kms.KmsActor;
import io.hydrant.kms.KmsException;
import io.hydrant.kms.KmsFailure;
import io.hydrant.s3.embedded.ObjectKeys;

/**
 * The embedded S3 asks another KMS, by a data key that is thrown away. Writes only: there is no data key to be decrypted for a
 * read. The ARN of an alias stays one.
 */
record RemoteObjectKeys(KeyService keys) implements ObjectKeys {
    @Override
    public String check(Caller caller, Region region, Use use, String key, Map<String, String> context) {
        if (use == Use.OPEN) {
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
