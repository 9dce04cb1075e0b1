package io.hydrant.service.s3.embedded.api.object;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.hydrant.http.HttpResponse;
import io.hydrant.service.s3.embedded.access.Acl;
import io.hydrant.service.s3.embedded.api.wire.Replies;
import io.hydrant.service.s3.embedded.api.wire.S3Call;
import io.hydrant.service.s3.embedded.api.wire.SentChecksum;
import io.hydrant.service.s3.embedded.api.wire.Tagging;
import io.hydrant.service.s3.embedded.bucket.Bucket;
import io.hydrant.service.s3.embedded.document.S3Errors;
import io.hydrant.service.s3.embedded.document.XmlText;
import io.hydrant.service.s3.embedded.object.ChecksumAlgorithm;
import io.hydrant.service.s3.embedded.object.Digests;
import io.hydrant.service.s3.embedded.object.ObjectProperties;
import io.hydrant.service.s3.embedded.object.StoredObject;
import io.hydrant.service.s3.embedded.settings.Setting;

/**
 * CopyObject.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html">CopyObject</a>
 */
final class CopyObject {
    private static final String REDIRECT = "x-amz-website-redirect-location";
    private static final String METADATA_DIRECTIVE = "x-amz-metadata-directive";
    private static final String TAGGING_DIRECTIVE = "x-amz-tagging-directive";

    private CopyObject() {}

    /** Runs the operation. */
    static HttpResponse answer(S3Call call) {
        Bucket bucket = call.bucket();
        Acl.check(call.requester(), bucket);
        call.header("Range").ifPresent(range -> {
            throw S3Errors.invalidArgument("RANGE is not supported in Copy!", "Range", range);
        });
        CopySource source = CopySource.of(call);
        StoredObject original = source.find(call);
        boolean replace = isReplaced(call, METADATA_DIRECTIVE);
        boolean replaceTags = isReplaced(call, TAGGING_DIRECTIVE);
        boolean changed = replace || isChanged(call, bucket, original);
        if (isItself(call, source) && !changed) {
            throw S3Errors.invalidRequest(
                    "This copy request is illegal because it is trying to copy an object to itself"
                            + " without changing the object's metadata, storage class, website redirect location or"
                            + " encryption attributes.");
        }
        ObjectProperties before = original.properties();
        Map<String, String> headers = replace ? WriteHeaders.headers(call) : copied(call, before.headers());
        Map<String, String> tags = replaceTags ? Tagging.ofHeader(call) : before.tags();
        ObjectProperties properties =
                new ObjectProperties(headers, WriteHeaders.allowed(call, bucket), tags, List.of());
        ChecksumAlgorithm wanted =
                SentChecksum.named(call).orElse(original.digests().algorithm());
        StoredObject copy = bucket.put(
                call.key(),
                original.content(),
                Digests.unknown(original.content(), wanted),
                properties,
                WriteConditions.ofWrite(call));
        return answer(copy, bucket, source.versionShown(call, original));
    }

    private static HttpResponse answer(StoredObject copy, Bucket bucket, Optional<String> sourceVersion) {
        Map<String, String> headers = WriteAnswer.headers(copy, bucket);
        headers.remove("ETag");
        sourceVersion.ifPresent(id -> headers.put(CopySource.HEADER + "-version-id", id));
        XmlText xml = XmlText.document("CopyObjectResult")
                .leaf("LastModified", copy.lastModified())
                .leaf("ETag", copy.quotedEtag());
        WriteAnswer.checksum(xml, copy.digests().checksum());
        return Replies.xml(xml, headers);
    }

    private static boolean isItself(S3Call call, CopySource source) {
        return source.bucket().equals(call.bucketName())
                && source.key().equals(call.key())
                && source.versionId().isEmpty();
    }

    /** Whether the copy differs in what is not metadata. */
    private static boolean isChanged(S3Call call, Bucket bucket, StoredObject original) {
        return call.header(ObjectProperties.STORAGE_CLASS).isPresent()
                || call.header(WriteHeaders.SSE).isPresent()
                || bucket.setting(Setting.ENCRYPTION.query()).isPresent()
                || call.header(REDIRECT).isPresent()
                || !original.properties()
                        .encryption()
                        .algorithm()
                        .equals(WriteHeaders.encryption(call, bucket).algorithm());
    }

    /** The source's headers; the storage class and the redirection are those of the request alone. */
    private static Map<String, String> copied(S3Call call, Map<String, String> before) {
        Map<String, String> headers = new LinkedHashMap<>(before);
        headers.remove(REDIRECT);
        headers.remove(ObjectProperties.STORAGE_CLASS);
        call.header(REDIRECT).ifPresent(value -> headers.put(REDIRECT, value));
        WriteHeaders.storageClass(call).ifPresent(value -> headers.put(ObjectProperties.STORAGE_CLASS, value));
        return headers;
    }

    /** Whether a directive says REPLACE. */
    private static boolean isReplaced(S3Call call, String header) {
        String value = call.header(header).orElse("COPY").toUpperCase(Locale.ROOT);
        if (!value.equals("COPY") && !value.equals("REPLACE")) {
            throw S3Errors.invalidArgument(
                    header.equals(TAGGING_DIRECTIVE) ? "Unknown tagging directive." : "Unknown metadata directive.",
                    header,
                    value);
        }
        return value.equals("REPLACE");
    }
}
