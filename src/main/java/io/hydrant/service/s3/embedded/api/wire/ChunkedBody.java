package io.hydrant.service.s3.embedded.api.wire;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.hydrant.aws.AwsException;
import io.hydrant.service.s3.embedded.document.S3Errors;

/**
 * The body of a request in the framing {@code aws-chunked}, held against what its headers announce.
 *
 * @param payload without the framing
 * @param trailers lower-case names to values
 */
public record ChunkedBody(byte[] payload, Map<String, String> trailers) {
    private static final String LENGTH = "x-amz-decoded-content-length";
    private static final String TRAILER_SIGNATURE = "x-amz-trailer-signature";

    /** The framing that the headers of {@code call} announce; empty for a body as it is. */
    public static Optional<ChunkForm> form(S3Call call) {
        Optional<String> sha256 = call.header("x-amz-content-sha256");
        Optional<ChunkForm> named = sha256.flatMap(ChunkForm::named);
        boolean encoded =
                call.header("Content-Encoding").filter(ChunkedBody::isNamed).isPresent();
        boolean hashed =
                sha256.filter(value -> value.matches("[0-9a-fA-F]{64}")).isPresent();
        return named.or(() -> encoded && !hashed ? Optional.of(ChunkForm.UNSIGNED) : Optional.empty());
    }

    /** Whether a list of encodings names the framing. */
    public static boolean isNamed(String encodings) {
        return encodings.toLowerCase(Locale.ROOT).contains("aws-chunked");
    }

    /**
     * Reads the body of {@code call}.
     *
     * @param announced the name of the trailer that the headers announce, in lower case
     * @throws AwsException {@code MissingContentLength}, {@code IncompleteBody}, {@code MalformedTrailerError}, or as
     *     {@link AwsChunked#decode}
     */
    static ChunkedBody of(S3Call call, ChunkForm form, Optional<String> announced) {
        long length = length(call);
        AwsChunked.Decoded decoded = AwsChunked.decode(form, call.request().body(), length);
        if (decoded.payload().length != length) {
            throw new AwsException(S3Errors.of(
                            400,
                            "IncompleteBody",
                            "You did not provide the number of bytes specified by the Content-Length HTTP header",
                            "NumberBytesExpected",
                            Long.toString(length))
                    .error()
                    .with("NumberBytesProvided", Integer.toString(decoded.payload().length)));
        }
        checkTrailers(form, decoded.trailers(), announced);
        if (decoded.junk()) {
            throw AwsChunked.malformedTrailer();
        }
        return new ChunkedBody(decoded.payload(), decoded.trailers());
    }

    private static void checkTrailers(ChunkForm form, Map<String, String> trailers, Optional<String> announced) {
        Set<String> names = new HashSet<>(trailers.keySet());
        boolean signed = form.signsTrailers() && names.remove(TRAILER_SIGNATURE);
        if (!names.equals(announced.map(Set::of).orElse(Set.of()))) {
            throw AwsChunked.malformedTrailer();
        }
        if (form.signsTrailers() && signed == names.isEmpty()) {
            throw AwsChunked.incomplete();
        }
        Optional<String> signature = signed ? Optional.ofNullable(trailers.get(TRAILER_SIGNATURE)) : Optional.empty();
        signature.filter(text -> !form.isSignature(text)).ifPresent(text -> {
            throw S3Errors.signatureDoesNotMatch(text);
        });
    }

    /** AWS says the same of a length that is missing and of one that is none. */
    private static long length(S3Call call) {
        return call.header(LENGTH)
                .map(String::strip)
                .filter(text -> text.matches("\\d{1,18}"))
                .map(Long::valueOf)
                .orElseThrow(() ->
                        S3Errors.of(411, "MissingContentLength", "You must provide the Content-Length HTTP header."));
    }
}
