package io.hydrant.service.s3.embedded.upload;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

import io.hydrant.aws.AwsException;
import io.hydrant.service.s3.embedded.document.S3Errors;
import io.hydrant.service.s3.embedded.object.ObjectChecksum;

/**
 * What a client says of the object that its parts will be, so that S3 refuses to make another one.
 *
 * @param checksum empty when it does not say
 * @param length in bytes; empty when it does not say
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html">CompleteMultipartUpload</a>
 */
public record WholeObject(Optional<ObjectChecksum> checksum, Optional<Long> length) {
    /** Nothing is said. */
    public static final WholeObject UNSAID = new WholeObject(Optional.empty(), Optional.empty());

    public WholeObject {
        Objects.requireNonNull(checksum, "checksum");
        Objects.requireNonNull(length, "length");
    }

    /**
     * Refuses an object that is another one than was said; texts recorded from AWS.
     *
     * @throws AwsException {@code InvalidRequest} for the length, {@code BadDigest} for the checksum
     */
    void check(long computedLength, ObjectChecksum computed) {
        length.filter(said -> said != computedLength).ifPresent(said -> {
            throw S3Errors.invalidRequest("The provided 'x-amz-mp-object-size' header value " + said
                    + " does not match what was computed: " + computedLength);
        });
        checksum.filter(said -> !isSame(said, computed)).ifPresent(said -> {
            throw S3Errors.of(
                    400,
                    "BadDigest",
                    "The " + computed.algorithm().name().toLowerCase(Locale.ROOT)
                            + " you specified did not match the calculated checksum.");
        });
    }

    /** The number of parts behind a composite checksum may be left out: a guess. */
    private static boolean isSame(ObjectChecksum said, ObjectChecksum computed) {
        return said.equals(computed) || said.equals(computed.withoutCount());
    }
}
