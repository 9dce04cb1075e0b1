package io.hydrant.service.s3.embedded.api.object;

import java.util.Optional;

import io.hydrant.aws.AwsException;
import io.hydrant.service.s3.embedded.api.wire.S3Call;
import io.hydrant.service.s3.embedded.document.S3Errors;
import io.hydrant.service.s3.embedded.object.StoredObject;
import io.hydrant.service.s3.embedded.object.WriteCondition;

/**
 * The conditions of writes and deletes.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-requests.html">Conditional requests</a>
 */
public final class WriteConditions {
    private static final String IF_MATCH = "If-Match";
    private static final String IF_NONE_MATCH = "If-None-Match";
    private static final String ANY = "*";

    private WriteConditions() {}

    /**
     * What a write depends on.
     *
     * @throws io.hydrant.aws.AwsException {@code NotImplemented} for another {@code If-None-Match} than {@code *}, for
     *     {@code If-Match: *}, and for both together
     */
    public static WriteCondition ofWrite(S3Call call) {
        Optional<String> ifNoneMatch = call.header(IF_NONE_MATCH);
        Optional<String> ifMatch = call.header(IF_MATCH);
        if (ifNoneMatch.isPresent() && ifMatch.isPresent()) {
            throw refused(
                    IF_MATCH + ',' + IF_NONE_MATCH, "Multiple conditional request headers present in the request");
        }
        if (ifNoneMatch.isPresent()) {
            if (!ifNoneMatch.get().strip().equals(ANY)) {
                throw refused(IF_NONE_MATCH);
            }
            return current -> {
                if (current.isPresent()) {
                    throw S3Errors.preconditionFailed(IF_NONE_MATCH);
                }
            };
        }
        if (ifMatch.isPresent() && ifMatch.get().strip().equals(ANY)) {
            throw refused(IF_MATCH);
        }
        return ifMatch.map(tags -> matching(call.key(), tags)).orElse(WriteCondition.NONE);
    }

    /**
     * What a delete depends on.
     *
     * @throws io.hydrant.aws.AwsException {@code NotImplemented} for the headers of directory buckets
     */
    static WriteCondition ofDelete(S3Call call) {
        for (String header : new String[] {"x-amz-if-match-last-modified-time", "x-amz-if-match-size"}) {
            if (call.header(header).isPresent()) {
                throw S3Errors.notImplemented(header);
            }
        }
        return call.header(IF_MATCH).map(tags -> matching(call.key(), tags)).orElse(WriteCondition.NONE);
    }

    /** {@code NoSuchKey} for an absent object, {@code PreconditionFailed} for one with another tag. */
    static WriteCondition matching(String key, String tags) {
        return current -> {
            StoredObject object = current.orElseThrow(() -> S3Errors.noSuchKey(key));
            if (!ReadCondition.matches(tags, object.quotedEtag())) {
                throw S3Errors.preconditionFailed(IF_MATCH);
            }
        };
    }

    private static AwsException refused(String header) {
        return refused(header, "We don't accept the provided value of " + header + " header for this API");
    }

    private static AwsException refused(String header, String reason) {
        return new AwsException(S3Errors.notImplemented(header).error().with("additionalMessage", reason));
    }
}
