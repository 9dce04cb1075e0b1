package io.hydrant.s3.embedded;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

import io.hydrant.aws.Scope;

/** The encryption of objects whose writer says nothing, from the bucket's configuration; and the names of its keys. */
public final class DefaultEncryption {
    /** The name of the bucket's configuration. */
    public static final String SETTING = "encryption";

    private DefaultEncryption() {}

    /** What {@code bucket} does by default. */
    public static ObjectEncryption of(Bucket bucket) {
        return bucket.setting(SETTING)
                .map(document -> XmlElement.parse(document.text().getBytes(StandardCharsets.UTF_8)))
                .flatMap(document -> document.child("Rule"))
                .flatMap(rule -> rule.child("ApplyServerSideEncryptionByDefault")
                        .flatMap(apply -> apply.textOf("SSEAlgorithm").map(algorithm -> {
                            Optional<String> key =
                                    apply.textOf("KMSMasterKeyID").filter(id -> !id.isEmpty());
                            boolean bucketKey = rule.textOf("BucketKeyEnabled")
                                    .filter("true"::equals)
                                    .isPresent();
                            return of(algorithm.strip(), key, bucketKey, bucket.scope());
                        })))
                .orElse(ObjectEncryption.AES256);
    }

    /** The encryption with {@code algorithm}, the key by its ARN; without a key the AWS managed one of S3. */
    public static ObjectEncryption of(String algorithm, Optional<String> key, boolean bucketKey, Scope scope) {
        return algorithm.startsWith("aws:kms")
                ? new ObjectEncryption(algorithm, Optional.of(keyArn(key, scope)), bucketKey)
                : new ObjectEncryption(algorithm, Optional.empty(), false);
    }

    /** The ARN behind an id, an alias or an ARN. No KMS is asked: the managed key has an id made from the scope. */
    private static String keyArn(Optional<String> key, Scope scope) {
        String id = key.orElse("alias/aws/s3");
        if (id.startsWith("arn:")) {
            return id;
        }
        if (id.equals("alias/aws/s3")) {
            id = UUID.nameUUIDFromBytes(("alias/aws/s3 " + scope).getBytes(StandardCharsets.UTF_8))
                    .toString();
        }
        return scope.arn("kms", id.startsWith("alias/") ? id : "key/" + id).toString();
    }
}
