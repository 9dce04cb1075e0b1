package io.hydrant.service.s3.embedded.api.upload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.hydrant.http.HttpResponse;
import io.hydrant.service.s3.embedded.api.object.ByteRange;
import io.hydrant.service.s3.embedded.api.object.CopySource;
import io.hydrant.service.s3.embedded.api.object.PartNumber;
import io.hydrant.service.s3.embedded.api.object.WriteHeaders;
import io.hydrant.service.s3.embedded.api.wire.Replies;
import io.hydrant.service.s3.embedded.api.wire.S3Call;
import io.hydrant.service.s3.embedded.document.S3Errors;
import io.hydrant.service.s3.embedded.document.XmlText;
import io.hydrant.service.s3.embedded.object.ChecksumAlgorithm;
import io.hydrant.service.s3.embedded.object.Content;
import io.hydrant.service.s3.embedded.object.Digests;
import io.hydrant.service.s3.embedded.object.StoredObject;
import io.hydrant.service.s3.embedded.object.StretchContent;
import io.hydrant.service.s3.embedded.upload.Upload;

/**
 * UploadPartCopy.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPartCopy.html">UploadPartCopy</a>
 */
final class UploadPartCopy {
    private static final String COPY_RANGE = "x-amz-copy-source-range";
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{1,18})-(\\d{1,18})");

    private UploadPartCopy() {}

    /** Runs the operation. */
    static HttpResponse answer(S3Call call) {
        Upload upload = MultipartCalls.allowed(call);
        int number = PartNumber.of(call.params().text("partNumber"));
        CopySource source = CopySource.of(call);
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

    /** The bytes to take. */
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
