package io.hydrant.service.kinesis;

import java.util.Map;

import io.hydrant.aws.Caller;
import io.hydrant.aws.Region;

/** The KMS behind streams that are encrypted. Implementations are safe for use by several threads. */
@FunctionalInterface
public interface StreamKeys {
    /**
     * Checks that {@code caller} may use a key through Kinesis now.
     *
     * @param region the stream's, where KMS is asked
     * @param operation of KMS: {@code GenerateDataKey} to write, {@code Decrypt} to read
     * @param key any name of a key
     * @param context what Kinesis binds a data key to: {@code aws:kinesis:arn}
     * @throws io.hydrant.aws.AwsException KMS's own error, such as {@code DisabledException} or {@code AccessDeniedException}
     */
    void check(Caller caller, Region region, String operation, String key, Map<String, String> context);
}
