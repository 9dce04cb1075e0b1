package io.hydrant.service.s3;

import java.util.Objects;
import java.util.Optional;

import io.hydrant.aws.Arn;
import io.hydrant.aws.Scope;

/**
 * An object on its way into a bucket.
 *
 * @param scope the account that the bucket belongs to, and the Region of the caller
 * @param bucket the bucket's name
 * @param key the object's key, 1 to 1024 bytes in UTF-8
 * @param body the bytes
 * @param contentType the media type, such as {@code application/octet-stream}
 * @param contentEncoding the Content-Encoding, such as {@code gzip}; empty sends none
 * @param kmsKeyArn the key of server-side encryption with KMS; empty leaves it to the bucket's default
 * @param roleArn in which role it is written; empty for the root user of the bucket's account
 * @param stream the delivery stream whose records it has; empty for none
 */
public record NewObject(
        Scope scope,
        String bucket,
        String key,
        ObjectBody body,
        String contentType,
        Optional<String> contentEncoding,
        Optional<String> kmsKeyArn,
        Optional<String> roleArn,
        Optional<Arn> stream) {
    public NewObject {
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(bucket, "bucket");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(contentType, "contentType");
        Objects.requireNonNull(contentEncoding, "contentEncoding");
        Objects.requireNonNull(kmsKeyArn, "kmsKeyArn");
        Objects.requireNonNull(roleArn, "roleArn");
        Objects.requireNonNull(stream, "stream");
    }

    /** An object that the root user writes, for no delivery stream. */
    public NewObject(
            Scope scope,
            String bucket,
            String key,
            ObjectBody body,
            String contentType,
            Optional<String> contentEncoding,
            Optional<String> kmsKeyArn) {
        this(scope, bucket, key, body, contentType, contentEncoding, kmsKeyArn, Optional.empty(), Optional.empty());
    }
}
