package io.hydrant.service.s3.embedded.bucket;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import io.hydrant.aws.Arn;
import io.hydrant.aws.AwsManagedKey;
import io.hydrant.aws.Scope;
import io.hydrant.service.s3.embedded.document.XmlElement;
import io.hydrant.service.s3.embedded.object.ObjectEncryption;

/** The encryption of objects whose writer says nothing, from the bucket's configuration; and the names of its keys. */
public final class DefaultEncryption {
    /** The name of the bucket's configuration. */
    public static final String SETTING = "encryption";

    private static final String MANAGED = "alias/aws/s3";

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

    /** The ARN behind an id, an alias or an ARN, without asking a KMS: of a key, or of an alias other than S3's own. */
    private static String keyArn(Optional<String> key, Scope scope) {
        String id = key.orElse(MANAGED);
        if (id.equals(MANAGED)) {
            return managed(scope);
        }
        if (id.startsWith("arn:")) {
            return id.endsWith(':' + MANAGED)
                    ? Arn.parse(id)
                            .flatMap(Arn::scope)
                            .map(DefaultEncryption::managed)
                            .orElse(id)
                    : id;
        }
        return scope.arn("kms", id.startsWith("alias/") ? id : "key/" + id).toString();
    }

    private static String managed(Scope scope) {
        return AwsManagedKey.arn(MANAGED, scope);
    }
}
