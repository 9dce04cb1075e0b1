package io.hydrant.service.s3.embedded.api.wire;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

import io.hydrant.aws.AwsException;
import io.hydrant.service.s3.embedded.document.S3Errors;
import io.hydrant.service.s3.embedded.object.ChecksumAlgorithm;
import io.hydrant.service.s3.embedded.object.Digests;
import io.hydrant.service.s3.embedded.object.MemoryContent;
import io.hydrant.service.s3.embedded.object.ObjectChecksum;

/**
 * The payload of an upload, out of its framing and checked against every checksum that came along.
 *
 * @param digests computed over the payload
 */
public record UploadBody(byte[] bytes, MemoryContent content, Digests digests) {
    /**
     * Reads the payload of {@code call}.
     *
     * @throws AwsException {@code BadDigest}, {@code InvalidDigest}, {@code XAmzContentSHA256Mismatch}, or as
     *     {@link SentChecksum#of} and {@link ChunkedBody#of}
     */
    public static UploadBody of(S3Call call) {
        return of(call, Optional.empty());
    }

    /** As {@link #of(S3Call)}; without a checksum of the client, one of {@code wanted} is computed. */
    public static UploadBody of(S3Call call, Optional<ChecksumAlgorithm> wanted) {
        Optional<SentChecksum> sent = SentChecksum.of(call);
        Optional<String> trailer = sent.flatMap(SentChecksum::trailer);
        Optional<ChunkForm> form = ChunkedBody.form(call);
        if (trailer.isPresent() && form.isEmpty()) {
            throw AwsChunked.malformedTrailer();
        }
        ChunkedBody body = form.isPresent()
                ? ChunkedBody.of(call, form.get(), trailer)
                : new ChunkedBody(call.request().body(), Map.of());
        Optional<ObjectChecksum> given = sent.map(checksum -> checksum.found(body.trailers()));
        MemoryContent content = MemoryContent.of(body.payload());
        ChecksumAlgorithm algorithm =
                given.map(ObjectChecksum::algorithm).or(() -> wanted).orElse(ChecksumAlgorithm.CRC64NVME);
        Digests digests = Digests.unknown(content, algorithm).computed();
        checkHashes(call, content, digests);
        if (given.isPresent() && !given.get().value().equals(digests.checksum().value())) {
            throw S3Errors.of(
                    400, "BadDigest", "The " + algorithm + " you specified did not match the calculated checksum.");
        }
        return new UploadBody(body.payload(), content, digests);
    }

    /**
     * A document without checksums of its own: those of CompleteMultipartUpload are of the object.
     *
     * @throws AwsException {@code BadDigest}, {@code InvalidDigest}, {@code XAmzContentSHA256Mismatch}
     */
    public static byte[] document(S3Call call) {
        MemoryContent content = MemoryContent.of(call.request().body());
        checkHashes(call, content, Digests.unknown(content));
        return call.request().body();
    }

    /** The order of these checks was seen on AWS by OpenStack Swift. */
    private static void checkHashes(S3Call call, MemoryContent content, Digests digests) {
        Optional<String> md5 = call.header("Content-MD5");
        byte[] expected = md5.map(SentChecksum::decoded).orElse(new byte[0]);
        if (md5.isPresent() && expected.length != 16) {
            throw S3Errors.of(
                    400, "InvalidDigest", "The Content-MD5 you specified was invalid.", "Content-MD5", md5.get());
        }
        checkSha256(call, content);
        if (md5.isEmpty()) {
            return;
        }
        byte[] actual = HexFormat.of().parseHex(digests.etag());
        if (!Arrays.equals(expected, actual)) {
            throw new AwsException(S3Errors.of(
                            400,
                            "BadDigest",
                            "The Content-MD5 you specified did not match what we received.",
                            "ExpectedDigest",
                            isObject(call) ? HexFormat.of().formatHex(expected) : md5.get())
                    .error()
                    .with("CalculatedDigest", Base64.getEncoder().encodeToString(actual)));
        }
    }

    /** AWS reports the digest that it expected of an object in hexadecimal, that of a part or a document as it came. */
    private static boolean isObject(S3Call call) {
        return call.method().equals("PUT")
                && call.address().key().isPresent()
                && !call.params().has("uploadId");
    }

    private static void checkSha256(S3Call call, MemoryContent content) {
        Optional<String> claimed =
                call.header("x-amz-content-sha256").filter(value -> value.matches("[0-9a-fA-F]{64}"));
        if (claimed.isEmpty()) {
            return;
        }
        byte[] actual = SentChecksum.decoded(
                Digests.unknown(content, ChecksumAlgorithm.SHA256).checksum().value());
        if (!Arrays.equals(actual, HexFormat.of().parseHex(claimed.get()))) {
            throw new AwsException(S3Errors.of(
                            400,
                            "XAmzContentSHA256Mismatch",
                            "The provided 'x-amz-content-sha256' header does not match what was computed.",
                            "ClientComputedContentSHA256",
                            claimed.get())
                    .error()
                    .with("S3ComputedContentSHA256", HexFormat.of().formatHex(actual)));
        }
    }
}
