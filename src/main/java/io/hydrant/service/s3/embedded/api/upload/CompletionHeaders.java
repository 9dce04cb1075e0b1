package io.hydrant.service.s3.embedded.api.upload;

import java.util.Optional;

import io.hydrant.service.s3.embedded.api.object.WriteConditions;
import io.hydrant.service.s3.embedded.api.wire.S3Call;
import io.hydrant.service.s3.embedded.api.wire.SentChecksum;
import io.hydrant.service.s3.embedded.document.S3Errors;
import io.hydrant.service.s3.embedded.object.ChecksumAlgorithm;
import io.hydrant.service.s3.embedded.object.ObjectChecksum;
import io.hydrant.service.s3.embedded.object.WriteCondition;
import io.hydrant.service.s3.embedded.upload.Upload;
import io.hydrant.service.s3.embedded.upload.WholeObject;

/**
 * What the headers of CompleteMultipartUpload say of the whole object, and on what it depends.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html">CompleteMultipartUpload</a>
 */
final class CompletionHeaders {
    private static final String TYPE = "x-amz-checksum-type";
    private static final String LENGTH = "x-amz-mp-object-size";

    private CompletionHeaders() {}

    /**
     * Reads the headers.
     *
     * @throws io.hydrant.aws.AwsException {@code InvalidRequest}
     */
    static WholeObject of(S3Call call, Upload upload) {
        Optional<String> type = call.header(TYPE);
        String expected =
                upload.algorithm().map(algorithm -> upload.checksumType()).orElse("null");
        if (type.isPresent() && !type.get().equals(expected)) {
            throw S3Errors.invalidRequest("The upload was created using the " + expected
                    + " checksum mode. The complete request must use the same checksum mode.");
        }
        // Recorded from AWS: an upload without an algorithm passes over checksums that it does not compute.
        Optional<ObjectChecksum> checksum = SentChecksum.ofHeaders(call)
                .filter(sent -> upload.algorithm().isPresent() || sent.algorithm() == ChecksumAlgorithm.CRC64NVME)
                .map(sent -> new ObjectChecksum(
                        sent.algorithm(), sent.value().orElse(""), isComposite(type, sent.algorithm())));
        return new WholeObject(checksum, call.header(LENGTH).map(CompletionHeaders::length));
    }

    /**
     * What the end of an upload in parts depends on: as {@link WriteConditions#ofWrite}, and nobody may have written or deleted the key since the
     * upload began ({@code ConditionalRequestConflict}).
     */
    static WriteCondition condition(S3Call call, Upload upload) {
        WriteCondition condition = WriteConditions.ofWrite(call);
        if (condition == WriteCondition.NONE) {
            return condition;
        }
        String header = call.header("If-Match").isPresent() ? "If-Match" : "If-None-Match";
        return current -> {
            condition.check(current);
            if (upload.isKeyWritten()) {
                throw S3Errors.conditionalRequestConflict(header, call.key());
            }
        };
    }

    /** Without a type a checksum is of the type that its algorithm has by default, as recorded from AWS for CRC32C. */
    private static boolean isComposite(Optional<String> type, ChecksumAlgorithm algorithm) {
        return type.map("COMPOSITE"::equals).orElse(algorithm != ChecksumAlgorithm.CRC64NVME);
    }

    private static long length(String text) {
        if (!text.strip().matches("\\d{1,18}")) {
            throw S3Errors.invalidRequest("Value for " + LENGTH + " header is invalid.");
        }
        return Long.parseLong(text.strip());
    }
}
