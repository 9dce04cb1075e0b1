package io.hydrant.service.s3;

import java.util.Map;

import io.hydrant.aws.Caller;
import io.hydrant.aws.Region;

/** The KMS behind objects that are encrypted with a key of KMS. Implementations are safe for use by several threads. */
@FunctionalInterface
public interface ObjectKeys {
    /**
     * Whether {@code caller} may use a key through S3 now.
     *
     * @param region the bucket's, where KMS is asked
     * @param key the ARN of a key or of an alias
     * @param context what S3 binds a data key to: {@code aws:s3:arn}
     * @return the ARN of the key itself
     * @throws io.hydrant.aws.AwsException KMS's own error, such as {@code DisabledException} or {@code AccessDeniedException}
     */
    String check(Caller caller, Region region, Use use, String key, Map<String, String> context);

    /** No KMS is asked: every key is there and may be used. */
    static ObjectKeys unasked() {
        return (caller, region, use, key, context) -> key;
    }

    /** What the key is needed for. */
    enum Use {
        /** To write an object: {@code kms:GenerateDataKey}. */
        SEAL("GenerateDataKey"),
        /** To read an object, or to add to an upload in parts: {@code kms:Decrypt}. */
        OPEN("Decrypt");

        private final String operation;

        Use(String operation) {
            this.operation = operation;
        }

        /** The operation of KMS. */
        public String operation() {
            return operation;
        }
    }
}
