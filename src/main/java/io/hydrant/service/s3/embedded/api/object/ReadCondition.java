package io.hydrant.service.s3.embedded.api.object;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Supplier;

import io.hydrant.service.s3.embedded.api.wire.Replies;
import io.hydrant.service.s3.embedded.api.wire.S3Call;
import io.hydrant.service.s3.embedded.document.S3Errors;

/**
 * The four conditions of a read or of the source of a copy; empty for those not given.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html">GetObject</a>, "Notes on preconditions"
 */
record ReadCondition(
        Optional<String> ifMatch,
        Optional<String> ifNoneMatch,
        Optional<Instant> ifModifiedSince,
        Optional<Instant> ifUnmodifiedSince,
        String prefix) {

    /**
     * From the headers whose names begin with {@code prefix}: nothing, or {@code x-amz-copy-source-}. An {@code If-Modified-Since}
     * in the future is passed over, as RFC 9110 says and AWS was recorded to do.
     */
    static ReadCondition of(S3Call call, String prefix) {
        return new ReadCondition(
                call.header(prefix + "If-Match"),
                call.header(prefix + "If-None-Match"),
                call.header(prefix + "If-Modified-Since")
                        .flatMap(Replies::httpDate)
                        .filter(time -> !time.isAfter(call.s3().now())),
                call.header(prefix + "If-Unmodified-Since").flatMap(Replies::httpDate),
                prefix);
    }

    /**
     * Whether the object is unchanged, so that it need not be sent.
     *
     * @param etag quoted; asked for only when it matters
     * @throws io.hydrant.aws.AwsException {@code PreconditionFailed}
     */
    boolean isNotModified(Supplier<String> etag, Instant lastModified) {
        Instant modified = lastModified.truncatedTo(ChronoUnit.SECONDS);
        if (ifMatch.isPresent()) {
            if (!matches(ifMatch.get(), etag.get())) {
                throw S3Errors.preconditionFailed(prefix + "If-Match");
            }
        } else if (ifUnmodifiedSince.isPresent() && modified.isAfter(ifUnmodifiedSince.get())) {
            throw S3Errors.preconditionFailed(prefix + "If-Unmodified-Since");
        }
        if (ifNoneMatch.isPresent()) {
            return matches(ifNoneMatch.get(), etag.get());
        }
        return ifModifiedSince.isPresent() && !modified.isAfter(ifModifiedSince.get());
    }

    /** Whether a list of tags names {@code etag}; quotation marks may be missing. */
    static boolean matches(String list, String etag) {
        String bare = etag.replace("\"", "");
        for (String tag : list.split(",", -1)) {
            String stripped = tag.strip();
            if (stripped.startsWith("W/")) {
                stripped = stripped.substring(2);
            }
            if (stripped.equals("*") || stripped.replace("\"", "").equals(bare)) {
                return true;
            }
        }
        return false;
    }
}
