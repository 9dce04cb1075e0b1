package io.hydrant.service.s3.embedded.api;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.hydrant.aws.AwsException;
import io.hydrant.service.s3.embedded.ChecksumAlgorithm;
import io.hydrant.service.s3.embedded.Digests;
import io.hydrant.service.s3.embedded.MemoryContent;
import io.hydrant.service.s3.embedded.ObjectChecksum;
import io.hydrant.service.s3.embedded.S3Errors;

/**
 * The payload of an upload, out of its framing and checked against every checksum that came along.
 *
 * @param digests computed over the payload
 */
record UploadBody(byte[] bytes, MemoryContent content, Digests digests) {
    private static final String SUM = "x-amz-checksum-";
    private static final String TRAILER = "x-amz-trailer";

    /**
     * Reads the payload of {@code call}.
     *
     * @throws AwsException {@code BadDigest}, {@code InvalidDigest}, {@code InvalidRequest}, {@code IncompleteBody},
     *     {@code XAmzContentSHA256Mismatch}
     */
    static UploadBody of(S3Call call) {
        return of(call, Optional.empty());
    }

    /** As {@link #of(S3Call)}; without a checksum of the client, one of {@code wanted} is computed. */
    static UploadBody of(S3Call call, Optional<ChecksumAlgorithm> wanted) {
        byte[] payload = call.request().body();
        Map<String, String> sums = new LinkedHashMap<>(call.headers(SUM));
        if (isChunked(call)) {
            call.header(TRAILER).ifPresent(UploadBody::checkTrailer);
            AwsChunked.Decoded decoded = AwsChunked.decode(payload, decodedLength(call));
            payload = decoded.payload();
            decoded.trailers().forEach((name, value) -> {
                if (name.startsWith(SUM)) {
                    sums.put(name, value);
                }
            });
            if (call.header("x-amz-decoded-content-length").isPresent() && decodedLength(call) != payload.length) {
                throw S3Errors.of(
                        400,
                        "IncompleteBody",
                        "You did not provide the number of bytes specified by the Content-Length HTTP header");
            }
        }
        sums.remove("x-amz-checksum-algorithm");
        sums.remove("x-amz-checksum-type");
        sums.remove("x-amz-checksum-mode");
        MemoryContent content = MemoryContent.of(payload);
        Optional<ObjectChecksum> given = given(sums);
        ChecksumAlgorithm algorithm =
                given.map(ObjectChecksum::algorithm).or(() -> wanted).orElse(ChecksumAlgorithm.CRC64NVME);
        Digests digests = Digests.unknown(content, algorithm).computed();
        if (given.isPresent() && !given.get().value().equals(digests.checksum().value())) {
            throw S3Errors.of(
                    400, "BadDigest", "The " + algorithm + " you specified did not match the calculated checksum.");
        }
        checkMd5(call, digests);
        checkSha256(call, content);
        return new UploadBody(payload, content, digests);
    }

    private static boolean isChunked(S3Call call) {
        return call.header("x-amz-content-sha256")
                        .filter(value -> value.startsWith("STREAMING-"))
                        .isPresent()
                || call.header("Content-Encoding")
                        .filter(value -> value.toLowerCase(Locale.ROOT).contains("aws-chunked"))
                        .isPresent();
    }

    private static int decodedLength(S3Call call) {
        try {
            return call.header("x-amz-decoded-content-length")
                    .map(text -> Integer.parseInt(text.strip()))
                    .orElse(call.request().body().length);
        } catch (NumberFormatException e) {
            throw S3Errors.invalidRequest("Value for x-amz-decoded-content-length header is invalid.");
        }
    }

    private static void checkTrailer(String trailer) {
        String name = trailer.strip().toLowerCase(Locale.ROOT);
        boolean known = name.startsWith(SUM)
                && ChecksumAlgorithm.named(name.substring(SUM.length())).isPresent();
        if (!known) {
            throw S3Errors.invalidRequest("The value specified in the x-amz-trailer header is not supported");
        }
    }

    /** The checksum that the client sent; those of unknown algorithms are passed over. */
    private static Optional<ObjectChecksum> given(Map<String, String> sums) {
        Optional<ObjectChecksum> found = Optional.empty();
        for (Map.Entry<String, String> sum : sums.entrySet()) {
            Optional<ChecksumAlgorithm> algorithm =
                    ChecksumAlgorithm.named(sum.getKey().substring(SUM.length()));
            if (algorithm.isEmpty()) {
                continue;
            }
            if (found.isPresent()) {
                throw S3Errors.invalidRequest(
                        "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
            }
            if (decoded(sum.getValue()).length != algorithm.get().bytes()) {
                throw S3Errors.invalidRequest("Value for " + sum.getKey() + " header is invalid.");
            }
            found = Optional.of(new ObjectChecksum(algorithm.get(), sum.getValue(), false));
        }
        return found;
    }

    private static void checkMd5(S3Call call, Digests digests) {
        Optional<String> md5 = call.header("Content-MD5");
        if (md5.isEmpty()) {
            return;
        }
        byte[] expected = decoded(md5.get());
        if (expected.length != 16) {
            throw S3Errors.of(
                    400, "InvalidDigest", "The Content-MD5 you specified was invalid.", "Content-MD5", md5.get());
        }
        byte[] actual = HexFormat.of().parseHex(digests.etag());
        if (!Arrays.equals(expected, actual)) {
            throw new AwsException(S3Errors.of(
                            400,
                            "BadDigest",
                            "The Content-MD5 you specified did not match what we received.",
                            "ExpectedDigest",
                            md5.get())
                    .error()
                    .with("CalculatedDigest", Base64.getEncoder().encodeToString(actual)));
        }
    }

    private static void checkSha256(S3Call call, MemoryContent content) {
        Optional<String> claimed =
                call.header("x-amz-content-sha256").filter(value -> value.matches("[0-9a-fA-F]{64}"));
        if (claimed.isEmpty()) {
            return;
        }
        String actual =
                Digests.unknown(content, ChecksumAlgorithm.SHA256).checksum().value();
        if (!Arrays.equals(decoded(actual), HexFormat.of().parseHex(claimed.get()))) {
            throw S3Errors.of(
                    400,
                    "XAmzContentSHA256Mismatch",
                    "The provided 'x-amz-content-sha256' header does not match what was computed.");
        }
    }

    /** The bytes behind base64; none for what is not base64. */
    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
