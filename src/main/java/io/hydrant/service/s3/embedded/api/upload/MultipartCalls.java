package io.hydrant.service.s3.embedded.api.upload;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.hydrant.http.HttpResponse;
import io.hydrant.service.s3.embedded.access.Acl;
import io.hydrant.service.s3.embedded.api.object.PartNumber;
import io.hydrant.service.s3.embedded.api.object.WriteHeaders;
import io.hydrant.service.s3.embedded.api.wire.Replies;
import io.hydrant.service.s3.embedded.api.wire.S3Call;
import io.hydrant.service.s3.embedded.api.wire.SentChecksum;
import io.hydrant.service.s3.embedded.api.wire.UploadBody;
import io.hydrant.service.s3.embedded.bucket.Bucket;
import io.hydrant.service.s3.embedded.document.S3Errors;
import io.hydrant.service.s3.embedded.document.XmlText;
import io.hydrant.service.s3.embedded.object.ChecksumAlgorithm;
import io.hydrant.service.s3.embedded.object.ObjectChecksum;
import io.hydrant.service.s3.embedded.object.ObjectProperties;
import io.hydrant.service.s3.embedded.upload.Upload;

/** CreateMultipartUpload, UploadPart and AbortMultipartUpload. */
final class MultipartCalls {
    private MultipartCalls() {}

    /** CreateMultipartUpload. */
    static HttpResponse create(S3Call call) {
        Bucket bucket = call.bucket();
        Acl.check(call.requester(), bucket);
        ObjectProperties properties = WriteHeaders.properties(call, bucket);
        Optional<ChecksumAlgorithm> algorithm = SentChecksum.named(call);
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
        int number = PartNumber.of(call.params().text("partNumber"));
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

    /** AbortMultipartUpload. */
    static HttpResponse abort(S3Call call) {
        Bucket bucket = call.bucket();
        bucket.uploads().abort(upload(call));
        return Replies.empty(204);
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
}
