package io.hydrant.service.s3.embedded.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.hydrant.aws.AwsException;
import io.hydrant.http.HttpResponse;
import io.hydrant.service.s3.embedded.access.Acl;
import io.hydrant.service.s3.embedded.bucket.Bucket;
import io.hydrant.service.s3.embedded.document.S3Errors;
import io.hydrant.service.s3.embedded.document.XmlText;
import io.hydrant.service.s3.embedded.object.ChecksumAlgorithm;
import io.hydrant.service.s3.embedded.object.Digests;
import io.hydrant.service.s3.embedded.object.ObjectChecksum;
import io.hydrant.service.s3.embedded.object.ObjectProperties;
import io.hydrant.service.s3.embedded.object.StoredObject;
import io.hydrant.service.s3.embedded.object.Versioning;
import io.hydrant.service.s3.embedded.settings.Setting;

/** PutObject and CopyObject. */
final class ObjectWrites {
    private static final String COPY = "x-amz-copy-source-";

    private ObjectWrites() {}

    /** PutObject. It tells no version in a bucket whose versioning is suspended, as a copy does: recorded from AWS. */
    static HttpResponse put(S3Call call) {
        Bucket bucket = call.bucket();
        Acl.check(call.requester(), bucket);
        ObjectProperties properties = WriteHeaders.properties(call, bucket);
        UploadBody body = UploadBody.of(call);
        StoredObject object =
                bucket.put(call.key(), body.content(), body.digests(), properties, WriteConditions.ofWrite(call));
        Map<String, String> headers = written(object, bucket);
        if (object.versionId().equals(StoredObject.NULL_VERSION)) {
            headers.remove(ObjectReads.VERSION_ID);
        }
        ObjectChecksum checksum = object.digests().checksum();
        headers.put(checksum.algorithm().header(), checksum.value());
        headers.put("x-amz-checksum-type", checksum.type());
        return Replies.empty(200, headers);
    }

    /** CopyObject. */
    static HttpResponse copy(S3Call call) {
        Bucket bucket = call.bucket();
        Acl.check(call.requester(), bucket);
        call.header("Range").ifPresent(range -> {
            throw S3Errors.invalidArgument("RANGE is not supported in Copy!", "Range", range);
        });
        CopySource source = CopySource.of(call);
        StoredObject original = source.find(call);
        ObjectProperties before = original.properties();
        boolean replace = directive(call, "x-amz-metadata-directive");
        boolean replaceTags = directive(call, "x-amz-tagging-directive");
        Optional<String> storageClass = call.header(ObjectProperties.STORAGE_CLASS);
        boolean self = source.bucket().equals(call.bucketName())
                && source.key().equals(call.key())
                && source.versionId().isEmpty();
        boolean changed = replace
                || storageClass.isPresent()
                || call.header(WriteHeaders.SSE).isPresent()
                || bucket.setting(Setting.ENCRYPTION.query()).isPresent()
                || call.header("x-amz-website-redirect-location").isPresent()
                || !before.encryption()
                        .algorithm()
                        .equals(WriteHeaders.encryption(call, bucket).algorithm());
        if (self && !changed) {
            throw S3Errors.invalidRequest(
                    "This copy request is illegal because it is trying to copy an object to itself"
                            + " without changing the object's metadata, storage class, website redirect location or"
                            + " encryption attributes.");
        }
        Map<String, String> headers;
        if (replace) {
            headers = WriteHeaders.headers(call);
        } else {
            headers = new LinkedHashMap<>(before.headers());
            headers.remove("x-amz-website-redirect-location");
            headers.remove(ObjectProperties.STORAGE_CLASS);
            call.header("x-amz-website-redirect-location")
                    .ifPresent(value -> headers.put("x-amz-website-redirect-location", value));
            WriteHeaders.storageClass(call).ifPresent(value -> headers.put(ObjectProperties.STORAGE_CLASS, value));
        }
        Map<String, String> tags = replaceTags ? Tagging.ofHeader(call) : before.tags();
        ObjectProperties properties =
                new ObjectProperties(headers, WriteHeaders.allowed(call, bucket), tags, List.of());
        ChecksumAlgorithm wanted = algorithm(call).orElse(original.digests().algorithm());
        StoredObject copy = bucket.put(
                call.key(),
                original.content(),
                Digests.unknown(original.content(), wanted),
                properties,
                WriteConditions.ofWrite(call));
        Map<String, String> answer = written(copy, bucket);
        answer.remove("ETag");
        source.versionShown(call, original).ifPresent(id -> answer.put(COPY + "version-id", id));
        XmlText xml = XmlText.document("CopyObjectResult")
                .leaf("LastModified", copy.lastModified())
                .leaf("ETag", copy.quotedEtag());
        checksum(xml, copy.digests().checksum());
        return Replies.xml(xml, answer);
    }

    /** The algorithm that the client names for what S3 computes itself: copies and uploads in parts. */
    static Optional<ChecksumAlgorithm> algorithm(S3Call call) {
        return call.header("x-amz-checksum-algorithm").map(SentChecksum::known);
    }

    /** Adds the two elements of a checksum. */
    static void checksum(XmlText xml, ObjectChecksum checksum) {
        xml.leaf(checksum.algorithm().element(), checksum.value()).leaf("ChecksumType", checksum.type());
    }

    /** The headers that a write is answered with. */
    static Map<String, String> written(StoredObject object, Bucket bucket) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ETag", object.quotedEtag());
        headers.putAll(WriteHeaders.shown(object.properties().encryption()));
        if (bucket.versioning() != Versioning.OFF) {
            headers.put(ObjectReads.VERSION_ID, object.versionId());
        }
        return headers;
    }

    /** Whether a directive says REPLACE. */
    private static boolean directive(S3Call call, String header) {
        String value = call.header(header).orElse("COPY").toUpperCase(Locale.ROOT);
        if (!value.equals("COPY") && !value.equals("REPLACE")) {
            throw S3Errors.invalidArgument(
                    header.contains("tagging") ? "Unknown tagging directive." : "Unknown metadata directive.",
                    header,
                    value);
        }
        return value.equals("REPLACE");
    }

    /**
     * What is copied from.
     *
     * @param versionId empty for the newest
     */
    record CopySource(String bucket, String key, Optional<String> versionId) {
        /** From the header {@code x-amz-copy-source}. */
        static CopySource of(S3Call call) {
            String header = call.header("x-amz-copy-source").orElse("");
            int query = header.indexOf("?versionId=");
            Optional<String> version =
                    query < 0 ? Optional.empty() : Optional.of(header.substring(query + "?versionId=".length()));
            String path = query < 0 ? header : header.substring(0, query);
            String decoded = PercentCode.decode(path, true).orElse("");
            String plain = decoded.startsWith("/") ? decoded.substring(1) : decoded;
            int slash = plain.indexOf('/');
            if (slash <= 0 || slash == plain.length() - 1) {
                throw badSource();
            }
            return new CopySource(plain.substring(0, slash), plain.substring(slash + 1), version);
        }

        private static AwsException badSource() {
            return S3Errors.invalidArgument("Invalid copy source object key", "x-amz-copy-source", "x-amz-copy-source");
        }

        /** The source, when its conditions hold. */
        StoredObject find(S3Call call) {
            Bucket from = call.s3().bucket(call.scope().account(), bucket);
            if (versionId
                    .flatMap(id -> from.version(key, id))
                    .filter(StoredObject::deleteMarker)
                    .isPresent()) {
                throw S3Errors.invalidRequest(
                        "The source of a copy request may not specifically refer to a delete marker by version id.");
            }
            StoredObject object = ObjectReads.find(from, key, versionId, "GET");
            call.s3().access().read(call.requester(), from, object);
            ReadCondition condition = ReadCondition.of(call, COPY);
            if (condition.isNotModified(object::quotedEtag, object.lastModified())) {
                throw S3Errors.preconditionFailed(
                        condition.ifNoneMatch().isPresent() ? COPY + "If-None-Match" : COPY + "If-Modified-Since");
            }
            return object;
        }

        /** The id of the version that was copied, when its bucket is versioned; no null version of a suspended one. */
        Optional<String> versionShown(S3Call call, StoredObject object) {
            Bucket from = call.s3().bucket(call.scope().account(), bucket);
            return switch (from.versioning()) {
                case OFF -> Optional.empty();
                case SUSPENDED -> Optional.of(object.versionId()).filter(id -> !id.equals(StoredObject.NULL_VERSION));
                case ENABLED -> Optional.of(object.versionId());
            };
        }
    }
}
