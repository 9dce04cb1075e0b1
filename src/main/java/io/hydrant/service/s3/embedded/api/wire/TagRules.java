package io.hydrant.service.s3.embedded.api.wire;

import java.util.Map;
import java.util.regex.Pattern;

import io.hydrant.aws.AwsException;
import io.hydrant.service.s3.embedded.document.S3Errors;

/**
 * What the tags of a kind of thing must be. The texts are recorded from AWS by others.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectTagging.html">PutObjectTagging</a>
 */
enum TagRules {
    OBJECT(10, "Object tags cannot be greater than 10", "Your TagKey cannot be prefixed with aws:"),
    BUCKET(50, "Bucket tag count cannot be greater than 50", "System tags cannot be added/updated by requester"),
    NEW_BUCKET(
            BUCKET.most,
            BUCKET.tooMany,
            "User-defined tag keys can't start with \"aws:\". This prefix is reserved for system tags."
                    + " Remove \"aws:\" from your tag keys and try again.");

    private static final Pattern TEXT = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");

    private final int most;
    private final String tooMany;
    private final String reserved;

    TagRules(int most, String tooMany, String reserved) {
        this.most = most;
        this.tooMany = tooMany;
        this.reserved = reserved;
    }

    /** Whether {@code text} has no character that a tag must not have. */
    static boolean isWritable(String text) {
        return TEXT.matcher(text).matches();
    }

    /**
     * Answers {@code tags} when they follow the rules.
     *
     * @throws AwsException {@code BadRequest} for too many, {@code InvalidTag}
     */
    Map<String, String> checked(Map<String, String> tags) {
        if (tags.size() > most) {
            throw S3Errors.of(400, "BadRequest", tooMany);
        }
        tags.forEach(this::check);
        return tags;
    }

    private void check(String key, String value) {
        if (key.isEmpty() || key.length() > 128 || !isWritable(key)) {
            throw invalid("The TagKey you have provided is invalid", key);
        }
        if (key.startsWith("aws:")) {
            throw this == NEW_BUCKET ? S3Errors.of(400, "InvalidTag", reserved) : invalid(reserved, key);
        }
        if (value.length() > 256 || !isWritable(value)) {
            throw new AwsException(invalid("The TagValue you have provided is invalid", key)
                    .error()
                    .with("TagValue", value));
        }
    }

    private static AwsException invalid(String text, String key) {
        return S3Errors.of(400, "InvalidTag", text, "TagKey", key);
    }
}
