package io.hydrant.service.s3.embedded.api;

import java.util.Optional;

import io.hydrant.service.s3.embedded.S3Errors;
import io.hydrant.service.s3.embedded.WriteCondition;

/**
 * The conditions of writes and deletes.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-requests.html">Conditional requests</a>
 */
final class WriteConditions {
    private WriteConditions() {}

    /**
     * What a write depends on.
     *
     * @throws io.hydrant.aws.AwsException {@code NotImplemented} for another {@code If-None-Match} than {@code *}
     */
    static WriteCondition ofWrite(S3Call call) {
        Optional<String> ifNoneMatch = call.header("If-None-Match");
        if (ifNoneMatch.isPresent() && !ifNoneMatch.get().strip().equals("*")) {
            throw S3Errors.notImplemented("If-None-Match");
        }
        Optional<String> ifMatch = call.header("If-Match");
        if (ifNoneMatch.isEmpty() && ifMatch.isEmpty()) {
            return WriteCondition.NONE;
        }
        return current -> {
            if (ifNoneMatch.isPresent() && current.isPresent()) {
                throw S3Errors.preconditionFailed("If-None-Match");
            }
            if (ifMatch.isPresent()) {
                if (current.isEmpty()) {
                    throw S3Errors.noSuchKey(call.key());
                }
                if (!ReadCondition.matches(ifMatch.get(), current.get().quotedEtag())) {
                    throw S3Errors.preconditionFailed("If-Match");
                }
            }
        };
    }

    /** What a delete depends on; a missing object satisfies nothing and is no error either. */
    static WriteCondition ofDelete(S3Call call) {
        for (String header : new String[] {"x-amz-if-match-size", "x-amz-if-match-last-modified-time"}) {
            if (call.header(header).isPresent()) {
                throw S3Errors.notImplemented(header);
            }
        }
        Optional<String> ifMatch = call.header("If-Match");
        return ifMatch.isEmpty()
                ? WriteCondition.NONE
                : current -> {
                    if (current.isPresent()
                            && !ReadCondition.matches(
                                    ifMatch.get(), current.get().quotedEtag())) {
                        throw S3Errors.preconditionFailed("If-Match");
                    }
                };
    }
}
