package io.hydrant.service.s3.embedded.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.hydrant.http.HttpResponse;
import io.hydrant.service.s3.embedded.access.Acl;
import io.hydrant.service.s3.embedded.bucket.Bucket;
import io.hydrant.service.s3.embedded.document.S3Errors;
import io.hydrant.service.s3.embedded.document.XmlText;
import io.hydrant.service.s3.embedded.object.ChecksumAlgorithm;
import io.hydrant.service.s3.embedded.object.Content;
import io.hydrant.service.s3.embedded.object.Digests;
import io.hydrant.service.s3.embedded.object.ObjectChecksum;
import io.hydrant.service.s3.embedded.object.ObjectProperties;
import io.hydrant.service.s3.embedded.object.StoredObject;
import io.hydrant.service.s3.embedded.object.StretchContent;
import io.hydrant.service.s3.embedded.upload.Upload;

/** The steps of an upload in parts but the last, {@link CompleteMultipartUpload}. */
final class MultipartCalls {
    private static final int MOST_PARTS = 10_000;
    private static final String COPY_RANGE = "x-amz-copy-source-range";
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{1,18})-(\\d{1,18})");

    private MultipartCalls() {}

    /** CreateMultipartUpload. */
    static HttpResponse create(S3Call call) {
        Bucket bucket = call.bucket();
        Acl.check(call.requester(), bucket);
        ObjectProperties properties = WriteHeaders.properties(call, bucket);
        Optional<ChecksumAlgorithm> algorithm = ObjectWrites.algorithm(call);
        String type = call.header("x-amz-checksum-type").orElse("");
        if (algorithm.isEmpty() && !type.isEmpty()) {
            throw S3Errors.invalidRequest(
                    "The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.");
        }
        boolean composite = algorithm.isPresent() && isComposite(algorithm.get(), type);
        Upload upload = bucket.uploads().begin(call.key(), properties, algorithm, composite);
        Map<String, String> headers = new LinkedHashMap<>(WriteHeaders.shown(properties.encryption()));
        algorithm.ifPresent(known -> {
            headers.put("x-amz-checksum-algorithm", known.name());
            headers.put("x-amz-checksum-type", upload.checksumType());
        });
        return Replies.xml(
                XmlText.document("InitiateMultipartUploadResult")
                        .leaf("Bucket", bucket.name())
                        .leaf("Key", upload.key())
                        .leaf("UploadId", upload.id()),
                headers);
    }

    /** UploadPart. */
    static HttpResponse put(S3Call call) {
        Upload upload = allowed(call);
        int number = partNumber(call.params().text("partNumber"));
        checkAlgorithm(upload, SentChecksum.of(call).map(SentChecksum::algorithm));
        UploadBody body = UploadBody.of(call, upload.algorithm());
        Upload.Part part = call.bucket().uploads().put(upload, number, body.content(), body.digests());
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ETag", '"' + part.digests().etag() + '"');
        ObjectChecksum checksum = body.digests().checksum();
        headers.put(checksum.algorithm().header(), checksum.value());
        headers.putAll(WriteHeaders.shown(upload.properties().encryption()));
        return Replies.empty(200, headers);
    }

    /** A part of an upload with a composite checksum needs one of its algorithm, other parts may do without: reported. */
    private static void checkAlgorithm(Upload upload, Optional<ChecksumAlgorithm> sent) {
        Optional<ChecksumAlgorithm> wanted = upload.algorithm();
        boolean missing = sent.isEmpty() && upload.isComposite();
        boolean other = sent.isPresent() && wanted.isPresent() && !sent.equals(wanted);
        if (missing || other) {
            throw S3Errors.invalidRequest("Checksum Type mismatch occurred, expected checksum Type: "
                    + wanted.map(MultipartCalls::lower).orElse("null") + ", actual checksum Type: "
                    + sent.map(MultipartCalls::lower).orElse("null"));
        }
    }

    /** UploadPartCopy. */
    static HttpResponse copy(S3Call call) {
        Upload upload = allowed(call);
        int number = partNumber(call.params().text("partNumber"));
        ObjectWrites.CopySource source = ObjectWrites.CopySource.of(call);
        StoredObject original = source.find(call);
        ByteRange range = range(call, original);
        Digests digests;
        Upload.Part part;
        try (Content.Handle held = original.content().open()) {
            Content bytes = new StretchContent(held, range.first(), range.length());
            digests = Digests.unknown(bytes, upload.algorithm().orElse(ChecksumAlgorithm.CRC64NVME))
                    .computed();
            part = call.bucket().uploads().put(upload, number, bytes, digests);
        } catch (IOException e) {
            throw new UncheckedIOException("An object's bytes cannot be read", e);
        }
        Map<String, String> headers =
                new LinkedHashMap<>(WriteHeaders.shown(upload.properties().encryption()));
        source.versionShown(call, original).ifPresent(id -> headers.put("x-amz-copy-source-version-id", id));
        XmlText xml = XmlText.document("CopyPartResult")
                .leaf("LastModified", part.lastModified())
                .leaf("ETag", '"' + part.digests().etag() + '"');
        upload.algorithm()
                .ifPresent(algorithm ->
                        xml.leaf(algorithm.element(), digests.checksum().value()));
        return Replies.xml(xml, headers);
    }

    /** AbortMultipartUpload. */
    static HttpResponse abort(S3Call call) {
        Bucket bucket = call.bucket();
        bucket.uploads().abort(upload(call));
        return Replies.empty(204);
    }

    /** The number of a part: 1 to 10000. */
    static int partNumber(String text) {
        if (text.matches("\\d{1,5}")) {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= MOST_PARTS) {
                return number;
            }
        }
        throw S3Errors.invalidArgument(
                "Part number must be an integer between 1 and 10000, inclusive", "partNumber", text);
    }

    /** The upload, once its key and the bucket's policy let the caller add to it. */
    static Upload allowed(S3Call call) {
        Upload upload = upload(call);
        call.s3()
                .access()
                .add(
                        call.requester(),
                        call.bucket(),
                        upload.key(),
                        upload.properties().encryption());
        return upload;
    }

    /** The upload that a request names. */
    static Upload upload(S3Call call) {
        return call.bucket().uploads().find(call.key(), call.params().text("uploadId"));
    }

    private static boolean isComposite(ChecksumAlgorithm algorithm, String type) {
        boolean composite =
                switch (type) {
                    case "COMPOSITE" -> true;
                    case "FULL_OBJECT" -> false;
                    case "" -> algorithm != ChecksumAlgorithm.CRC64NVME;
                    default -> throw S3Errors.invalidRequest("Value for x-amz-checksum-type header is invalid.");
                };
        if (composite ? algorithm == ChecksumAlgorithm.CRC64NVME : !algorithm.isCrc()) {
            throw S3Errors.invalidRequest("The " + (composite ? "COMPOSITE" : "FULL_OBJECT")
                    + " checksum type cannot be used with the " + lower(algorithm) + " checksum algorithm.");
        }
        return composite;
    }

    private static String lower(ChecksumAlgorithm algorithm) {
        return algorithm.name().toLowerCase(Locale.ROOT);
    }

    /** The bytes that UploadPartCopy takes. */
    private static ByteRange range(S3Call call, StoredObject original) {
        Optional<String> header = call.header(COPY_RANGE);
        return header.map(text -> exact(text, original.length())).orElse(new ByteRange(0, original.length() - 1));
    }

    /** Recorded from AWS: three refusals for a wrong form, a beginning and an end behind the last byte. */
    private static ByteRange exact(String header, long length) {
        Matcher range = RANGE.matcher(header);
        boolean formed = range.matches();
        long first = formed ? Long.parseLong(range.group(1)) : 1;
        long last = formed ? Long.parseLong(range.group(2)) : 0;
        if (first > last) {
            throw S3Errors.invalidArgument(
                    "The x-amz-copy-source-range value must be of the form bytes=first-last where first and last"
                            + " are the zero-based offsets of the first and last bytes to copy",
                    COPY_RANGE,
                    header);
        }
        if (first >= length) {
            throw S3Errors.invalidRequest("The specified copy range is invalid for the source object size");
        }
        if (last >= length) {
            throw S3Errors.invalidArgument(
                    "Range specified is not valid for source object of size: " + length, COPY_RANGE, header);
        }
        return new ByteRange(first, last);
    }
}
