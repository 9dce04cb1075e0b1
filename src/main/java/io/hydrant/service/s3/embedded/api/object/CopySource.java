package io.hydrant.service.s3.embedded.api.object;

import java.util.Optional;

import io.hydrant.aws.AwsException;
import io.hydrant.service.s3.embedded.api.wire.PercentCode;
import io.hydrant.service.s3.embedded.api.wire.S3Call;
import io.hydrant.service.s3.embedded.bucket.Bucket;
import io.hydrant.service.s3.embedded.document.S3Errors;
import io.hydrant.service.s3.embedded.object.StoredObject;

/**
 * What is copied from.
 *
 * @param versionId empty for the newest
 */
public record CopySource(String bucket, String key, Optional<String> versionId) {
    /** The header that names the source; conditions on it begin alike. */
    static final String HEADER = "x-amz-copy-source";

    /** Whether {@code call} copies. */
    public static boolean isNamed(S3Call call) {
        return call.header(HEADER).isPresent();
    }

    /** From the header {@code x-amz-copy-source}. */
    public static CopySource of(S3Call call) {
        String header = call.header(HEADER).orElse("");
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
        return S3Errors.invalidArgument("Invalid copy source object key", HEADER, HEADER);
    }

    /** The source, when its conditions hold. */
    public StoredObject find(S3Call call) {
        Bucket from = call.s3().bucket(call.scope().account(), bucket);
        if (versionId
                .flatMap(id -> from.version(key, id))
                .filter(StoredObject::deleteMarker)
                .isPresent()) {
            throw S3Errors.invalidRequest(
                    "The source of a copy request may not specifically refer to a delete marker by version id.");
        }
        StoredObject object = ObjectLookup.find(from, key, versionId, "GET");
        call.s3().access().read(call.requester(), from, object);
        ReadCondition condition = ReadCondition.of(call, HEADER + "-");
        if (condition.isNotModified(object::quotedEtag, object.lastModified())) {
            throw S3Errors.preconditionFailed(
                    condition.ifNoneMatch().isPresent() ? HEADER + "-If-None-Match" : HEADER + "-If-Modified-Since");
        }
        return object;
    }

    /** The id of the version that was copied, when its bucket is versioned; no null version of a suspended one. */
    public Optional<String> versionShown(S3Call call, StoredObject object) {
        Bucket from = call.s3().bucket(call.scope().account(), bucket);
        return switch (from.versioning()) {
            case OFF -> Optional.empty();
            case SUSPENDED -> Optional.of(object.versionId()).filter(id -> !id.equals(StoredObject.NULL_VERSION));
            case ENABLED -> Optional.of(object.versionId());
        };
    }
}
