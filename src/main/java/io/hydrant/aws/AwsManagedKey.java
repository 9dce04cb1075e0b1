package io.hydrant.aws;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The id of an AWS managed key, made from its alias and its scope. So it is the same after every start, and S3 can name the key
 * without asking KMS.
 */
public final class AwsManagedKey {
    private AwsManagedKey() {}

    /** The id of the key behind {@code alias}, such as {@code alias/aws/s3}. */
    public static String id(String alias, Scope scope) {
        return UUID.nameUUIDFromBytes((alias + ' ' + scope).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** The ARN of the key behind {@code alias}. */
    public static String arn(String alias, Scope scope) {
        return scope.arn("kms", "key/" + id(alias, scope)).toString();
    }

    /** Whether {@code keyArn} is the ARN of the key behind {@code alias}, in whatever account and Region. */
    public static boolean isBehind(String alias, String keyArn) {
        return Arn.parse(keyArn)
                .flatMap(Arn::scope)
                .filter(scope -> arn(alias, scope).equals(keyArn))
                .isPresent();
    }
}
