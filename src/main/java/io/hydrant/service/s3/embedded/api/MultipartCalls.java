package io.hydrant.service.s3.embedded.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

import io.hydrant.http.HttpResponse;
import io.hydrant.service.s3.embedded.Bucket;
import io.hydrant.service.s3.embedded.ChecksumAlgorithm;
import io.hydrant.service.s3.embedded.Content;
import io.hydrant.service.s3.embedded.Digests;
import io.hydrant.service.s3.embedded.ObjectChecksum;
import io.hydrant.service.s3.embedded.ObjectProperties;
import io.hydrant.service.s3.embedded.S3Errors;
import io.hydrant.service.s3.embedded.StoredObject;
import io.hydrant.service.s3.embedded.StretchContent;
import io.hydrant.service.s3.embedded.Upload;
import io.hydrant.service.s3.embedded.Uploads;
import io.hydrant.service.s3.embedded.XmlElement;

/** The steps of an upload in parts. */
final class MultipartCalls {
    private static final int MOST_PARTS = 10_000;

    private MultipartCalls() {}

    /** CreateMultipartUpload. */
    static HttpResponse create(S3Call call) {
        Bucket bucket = call.bucket();
        Acl.check(call, bucket);
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
            headers.put("x-amz-checksum-type", composite ? "COMPOSITE" : "FULL_OBJECT");
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
        UploadBody body = UploadBody.of(call, upload.algorithm());
        ChecksumAlgorithm used = body.digests().algorithm();
        upload.algorithm().filter(wanted -> wanted != used).ifPresent(wanted -> {
            throw S3Errors.invalidRequest("Checksum Type mismatch occurred, expected checksum Type: " + lower(wanted)
                    + ", actual checksum Type: " + lower(used));
        });
        Upload.Part part = call.bucket().uploads().put(upload, number, body.content(), body.digests());
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ETag", '"' + part.digests().etag() + '"');
        ObjectChecksum checksum = body.digests().checksum();
        headers.put(checksum.algorithm().header(), checksum.value());
        headers.putAll(WriteHeaders.shown(upload.properties().encryption()));
        return Replies.empty(200, headers);
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

    /** CompleteMultipartUpload. */
    static HttpResponse complete(S3Call call) {
        Bucket bucket = call.bucket();
        Upload upload = allowed(call);
        XmlElement document = XmlElement.parse(call.request().body());
        if (!document.name().equals("CompleteMultipartUpload")) {
            throw S3Errors.malformedXml();
        }
        List<Uploads.Named> parts =
                document.all("Part").stream().map(MultipartCalls::named).toList();
        StoredObject object = bucket.uploads().complete(upload, parts, WriteConditions.ofWrite(call));
        XmlText xml = XmlText.document("CompleteMultipartUploadResult")
                .leaf(
                        "Location",
                        "http://" + call.header("Host").orElse("localhost")
                                + call.head().path())
                .leaf("Bucket", bucket.name())
                .leaf("Key", object.key())
                .leaf("ETag", object.quotedEtag());
        ObjectWrites.checksum(xml, object.digests().checksum());
        Map<String, String> headers = ObjectWrites.written(object, bucket);
        headers.remove("ETag");
        return Replies.xml(xml, headers);
    }

    /** AbortMultipartUpload. */
    static HttpResponse abort(S3Call call) {
        Bucket bucket = call.bucket();
        bucket.uploads().abort(upload(call));
        return Replies.empty(204);
    }

    /** ListParts. */
    static HttpResponse listParts(S3Call call) {
        Bucket bucket = call.bucket();
        Upload upload = upload(call);
        int most = ListCalls.maxKeys(call.params(), "max-parts");
        int marker = Optional.of(call.params().text("part-number-marker"))
                .filter(text -> text.matches("\\d{1,9}"))
                .map(Integer::parseInt)
                .orElse(0);
        List<Upload.Part> rest = bucket.uploads().parts(upload).stream()
                .filter(part -> part.number() > marker)
                .toList();
        List<Upload.Part> page = rest.subList(0, Math.min(most, rest.size()));
        XmlText xml = XmlText.document("ListPartsResult")
                .leaf("Bucket", bucket.name())
                .leaf("Key", upload.key())
                .leaf("UploadId", upload.id())
                .open("Initiator")
                .leaf("ID", Acl.ownerId(call.scope().account()))
                .close("Initiator")
                .open("Owner")
                .leaf("ID", Acl.ownerId(call.scope().account()))
                .close("Owner")
                .leaf("StorageClass", upload.properties().storageClass())
                .leaf("PartNumberMarker", marker);
        if (!page.isEmpty()) {
            xml.leaf("NextPartNumberMarker", page.get(page.size() - 1).number());
        }
        xml.leaf("MaxParts", most).leaf("IsTruncated", page.size() < rest.size());
        upload.algorithm().ifPresent(algorithm -> xml.leaf("ChecksumAlgorithm", algorithm.name())
                .leaf("ChecksumType", upload.isComposite() ? "COMPOSITE" : "FULL_OBJECT"));
        page.forEach(part -> {
            xml.open("Part")
                    .leaf("PartNumber", part.number())
                    .leaf("LastModified", part.lastModified())
                    .leaf("ETag", '"' + part.digests().etag() + '"')
                    .leaf("Size", part.content().length());
            ObjectChecksum checksum = part.digests().checksum();
            xml.leaf(checksum.algorithm().element(), checksum.value()).close("Part");
        });
        return Replies.xml(xml);
    }

    /** ListMultipartUploads. */
    static HttpResponse listUploads(S3Call call) {
        Bucket bucket = call.bucket();
        Params params = call.params();
        UnaryOperator<String> encoded = ListCalls.encoding(params);
        int most = ListCalls.maxKeys(params, "max-uploads");
        UploadPage page = UploadPage.of(
                bucket.uploads().all(),
                params.text("prefix"),
                params.text("delimiter"),
                params.text("key-marker"),
                params.text("upload-id-marker"),
                most);
        XmlText xml = XmlText.document("ListMultipartUploadsResult")
                .leaf("Bucket", bucket.name())
                .leaf("KeyMarker", encoded.apply(params.text("key-marker")))
                .leaf("UploadIdMarker", params.text("upload-id-marker"))
                .leaf("NextKeyMarker", encoded.apply(page.nextKey()))
                .leaf("NextUploadIdMarker", page.nextId())
                .leaf("Prefix", encoded.apply(params.text("prefix")));
        if (params.has("delimiter")) {
            xml.leaf("Delimiter", encoded.apply(params.text("delimiter")));
        }
        params.get("encoding-type").ifPresent(type -> xml.leaf("EncodingType", type));
        xml.leaf("MaxUploads", most).leaf("IsTruncated", page.truncated());
        for (Upload upload : page.uploads()) {
            xml.open("Upload")
                    .leaf("Key", encoded.apply(upload.key()))
                    .leaf("UploadId", upload.id())
                    .open("Initiator")
                    .leaf("ID", Acl.ownerId(call.scope().account()))
                    .close("Initiator")
                    .open("Owner")
                    .leaf("ID", Acl.ownerId(call.scope().account()))
                    .close("Owner")
                    .leaf("StorageClass", upload.properties().storageClass())
                    .leaf("Initiated", upload.initiated());
            upload.algorithm().ifPresent(algorithm -> xml.leaf("ChecksumAlgorithm", algorithm.name())
                    .leaf("ChecksumType", upload.isComposite() ? "COMPOSITE" : "FULL_OBJECT"));
            xml.close("Upload");
        }
        page.commonPrefixes().forEach(prefix -> xml.open("CommonPrefixes")
                .leaf("Prefix", encoded.apply(prefix))
                .close("CommonPrefixes"));
        return Replies.xml(xml);
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
    private static Upload allowed(S3Call call) {
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

    private static Upload upload(S3Call call) {
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

    private static Uploads.Named named(XmlElement part) {
        Map<ChecksumAlgorithm, String> checksums = new EnumMap<>(ChecksumAlgorithm.class);
        for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
            part.textOf(algorithm.element()).ifPresent(value -> checksums.put(algorithm, value));
        }
        String number = part.textOf("PartNumber").map(String::strip).orElseThrow(S3Errors::malformedXml);
        return new Uploads.Named(partNumber(number), part.textOf("ETag").orElse(""), checksums);
    }

    /** The bytes that UploadPartCopy takes. */
    private static ByteRange range(S3Call call, StoredObject original) {
        Optional<String> header = call.header("x-amz-copy-source-range");
        return header.map(text -> exact(text, original.length())).orElse(new ByteRange(0, original.length() - 1));
    }

    private static ByteRange exact(String header, long length) {
        Optional<ByteRange> range =
                header.matches("bytes=\\d{1,18}-\\d{1,18}") ? ByteRange.parse(header, length) : Optional.empty();
        if (range.isEmpty() || !header.endsWith("-" + range.get().last())) {
            throw S3Errors.invalidArgument(
                    range.isEmpty()
                            ? "The x-amz-copy-source-range value must be of the form bytes=first-last where first and last"
                                    + " are the zero-based offsets of the first and last bytes to copy"
                            : "Range specified is not valid for source object of size: " + length,
                    "x-amz-copy-source-range",
                    header);
        }
        return range.get();
    }
}
