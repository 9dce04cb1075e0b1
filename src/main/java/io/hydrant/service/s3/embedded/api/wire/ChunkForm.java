package io.hydrant.service.s3.embedded.api.wire;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.hydrant.service.s3.embedded.document.S3Errors;

/**
 * A form of the framing {@code aws-chunked}: what {@code x-amz-content-sha256} says of it. The shape of signatures is looked at, not
 * what they sign.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-auth-using-authorization-header.html">The values of
 *     {@code x-amz-content-sha256}</a>
 */
enum ChunkForm {
    UNSIGNED("STREAMING-UNSIGNED-PAYLOAD-TRAILER", "", false),
    SIGNED("STREAMING-AWS4-HMAC-SHA256-PAYLOAD", Shapes.HMAC, false),
    SIGNED_WITH_TRAILER("STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER", Shapes.HMAC, true),
    SIGNED_BY_KEY_PAIR("STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD", Shapes.ECDSA, false),
    SIGNED_BY_KEY_PAIR_WITH_TRAILER("STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD-TRAILER", Shapes.ECDSA, true);

    private static final String STREAMING = "STREAMING-";

    private final String header;
    private final Pattern signature;
    private final boolean signsTrailers;

    ChunkForm(String header, String signature, boolean signsTrailers) {
        this.header = header;
        this.signature = Pattern.compile(signature);
        this.signsTrailers = signsTrailers;
    }

    /**
     * The form that {@code x-amz-content-sha256} names; empty for another value.
     *
     * @throws io.hydrant.aws.AwsException {@code InvalidArgument} for a form that S3 does not have
     */
    static Optional<ChunkForm> named(String sha256) {
        if (!sha256.startsWith(STREAMING)) {
            return Optional.empty();
        }
        for (ChunkForm form : values()) {
            if (form.header.equals(sha256)) {
                return Optional.of(form);
            }
        }
        throw S3Errors.invalidArgument(
                "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, "
                        + Arrays.stream(values()).map(form -> form.header).collect(Collectors.joining(", "))
                        + " or a valid sha256 value.",
                "x-amz-content-sha256",
                sha256);
    }

    /** Whether every chunk has a signature. */
    boolean isSigned() {
        return this != UNSIGNED;
    }

    /** Whether the trailers have a signature. */
    boolean signsTrailers() {
        return signsTrailers;
    }

    /** Whether {@code text} can be a signature. */
    boolean isSignature(String text) {
        return signature.matcher(text).matches();
    }

    /** What signatures look like in hexadecimal; one of a key pair is filled up with stars. */
    private static final class Shapes {
        static final String HMAC = "[0-9a-fA-F]{64}";
        static final String ECDSA = "[0-9a-fA-F]{16,144}\\**";
    }
}
