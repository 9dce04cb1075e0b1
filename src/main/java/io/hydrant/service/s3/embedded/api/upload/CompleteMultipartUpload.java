package io.hydrant.service.s3.embedded.api.upload;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.hydrant.http.HttpResponse;
import io.hydrant.service.s3.embedded.api.object.WriteAnswer;
import io.hydrant.service.s3.embedded.api.wire.Replies;
import io.hydrant.service.s3.embedded.api.wire.S3Call;
import io.hydrant.service.s3.embedded.api.wire.UploadBody;
import io.hydrant.service.s3.embedded.bucket.Bucket;
import io.hydrant.service.s3.embedded.document.S3Errors;
import io.hydrant.service.s3.embedded.document.XmlElement;
import io.hydrant.service.s3.embedded.document.XmlText;
import io.hydrant.service.s3.embedded.object.ChecksumAlgorithm;
import io.hydrant.service.s3.embedded.object.StoredObject;
import io.hydrant.service.s3.embedded.upload.Upload;
import io.hydrant.service.s3.embedded.upload.Uploads;

/**
 * CompleteMultipartUpload; sent again with the same parts, it has the same answer, whatever its condition says.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html">CompleteMultipartUpload</a>
 */
final class CompleteMultipartUpload {
    private CompleteMultipartUpload() {}

    /** Runs the operation. */
    static HttpResponse answer(S3Call call) {
        Bucket bucket = call.bucket();
        Optional<StoredObject> made =
                bucket.uploads().completed(call.key(), call.params().text("uploadId"));
        StoredObject object = made.isPresent() ? again(call, made.get()) : complete(call, MultipartCalls.allowed(call));
        XmlText xml = XmlText.document("CompleteMultipartUploadResult")
                .leaf(
                        "Location",
                        "http://" + call.header("Host").orElse("localhost")
                                + call.head().path())
                .leaf("Bucket", bucket.name())
                .leaf("Key", object.key())
                .leaf("ETag", object.quotedEtag());
        WriteAnswer.checksum(xml, object.digests().checksum());
        Map<String, String> headers = WriteAnswer.headers(object, bucket);
        headers.remove("ETag");
        return Replies.xml(xml, headers);
    }

    private static StoredObject again(S3Call call, StoredObject made) {
        call.s3()
                .access()
                .add(
                        call.requester(),
                        call.bucket(),
                        made.key(),
                        made.properties().encryption());
        String id = call.params().text("uploadId");
        return call.bucket()
                .uploads()
                .completed(made.key(), id, named(call))
                .orElseThrow(() -> S3Errors.noSuchUpload(id));
    }

    private static StoredObject complete(S3Call call, Upload upload) {
        return call.bucket()
                .uploads()
                .complete(
                        upload,
                        named(call),
                        CompletionHeaders.of(call, upload),
                        CompletionHeaders.condition(call, upload));
    }

    /** The parts that the body names; a body without any has a code of its own. */
    private static List<Uploads.Named> named(S3Call call) {
        byte[] body = UploadBody.document(call);
        if (body.length == 0) {
            throw S3Errors.invalidRequest("You must specify at least one part");
        }
        XmlElement document = XmlElement.parse(body);
        List<Uploads.Named> parts = document.all("Part").stream()
                .map(CompleteMultipartUpload::named)
                .toList();
        if (!document.name().equals("CompleteMultipartUpload") || parts.isEmpty()) {
            throw S3Errors.malformedXml();
        }
        return parts;
    }

    private static Uploads.Named named(XmlElement part) {
        Map<ChecksumAlgorithm, String> checksums = new EnumMap<>(ChecksumAlgorithm.class);
        for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
            part.textOf(algorithm.element()).ifPresent(value -> checksums.put(algorithm, value));
        }
        String number = part.textOf("PartNumber")
                .map(String::strip)
                .filter(text -> text.matches("-?\\d{1,9}"))
                .orElseThrow(S3Errors::malformedXml);
        if (Integer.parseInt(number) < 1) {
            throw S3Errors.invalidArgument("PartNumber must be >= 1", "PartNumber", number);
        }
        String etag = part.textOf("ETag").orElseThrow(S3Errors::malformedXml);
        return new Uploads.Named(Integer.parseInt(number), etag, checksums);
    }
}
