package io.hydrant.service.s3.embedded.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NotDirectoryException;
import java.util.Map;
import java.util.Optional;

import io.hydrant.aws.AwsError;
import io.hydrant.aws.AwsException;

/**
 * The errors of S3 with their texts, recorded from AWS by others unless said otherwise.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">Error responses</a>
 */
public final class S3Errors {
    private static final String BUCKET = "BucketName";

    private S3Errors() {}

    /** {@code NoSuchBucket}, 404. */
    public static AwsException noSuchBucket(String bucket) {
        return of(404, "NoSuchBucket", "The specified bucket does not exist", BUCKET, bucket);
    }

    /** {@code InvalidBucketName}, 400. */
    public static AwsException invalidBucketName(String bucket) {
        return of(400, "InvalidBucketName", "The specified bucket is not valid.", BUCKET, bucket);
    }

    /** {@code BucketAlreadyOwnedByYou}, 409. */
    public static AwsException bucketAlreadyOwnedByYou(String bucket) {
        return of(
                409,
                "BucketAlreadyOwnedByYou",
                "Your previous request to create the named bucket succeeded and you already own it.",
                BUCKET,
                bucket);
    }

    /** {@code BucketNotEmpty}, 409. */
    public static AwsException bucketNotEmpty(String bucket, boolean versioned) {
        String text = "The bucket you tried to delete is not empty";
        return of(
                409,
                "BucketNotEmpty",
                versioned ? text + ". You must delete all versions in the bucket." : text,
                BUCKET,
                bucket);
    }

    /** {@code NoSuchKey}, 404. */
    public static AwsException noSuchKey(String key) {
        return of(404, "NoSuchKey", "The specified key does not exist.", "Key", key);
    }

    /** {@code NoSuchVersion}, 404. */
    public static AwsException noSuchVersion(String key, String versionId) {
        return new AwsException(of(404, "NoSuchVersion", "The specified version does not exist.", "Key", key)
                .error()
                .with("VersionId", versionId));
    }

    /** {@code KeyTooLongError}, 400. */
    public static AwsException keyTooLong(int size) {
        return new AwsException(of(400, "KeyTooLongError", "Your key is too long", "Size", Integer.toString(size))
                .error()
                .with("MaxSizeAllowed", "1024"));
    }

    /** {@code MalformedXML}, 400. */
    public static AwsException malformedXml() {
        return of(
                400,
                "MalformedXML",
                "The XML you provided was not well-formed or did not validate against our published schema");
    }

    /** {@code InvalidRequest}, 400. */
    public static AwsException invalidRequest(String text) {
        return of(400, "InvalidRequest", text);
    }

    /** {@code InvalidArgument}, 400, naming the argument. */
    public static AwsException invalidArgument(String text, String name, String value) {
        return new AwsException(
                of(400, "InvalidArgument", text, "ArgumentName", name).error().with("ArgumentValue", value));
    }

    /** {@code InvalidArgument}, 400, naming the argument without its value. */
    public static AwsException invalidArgument(String text, String name) {
        return of(400, "InvalidArgument", text, "ArgumentName", name);
    }

    /** {@code PreconditionFailed}, 412. */
    public static AwsException preconditionFailed(String condition) {
        return of(
                412,
                "PreconditionFailed",
                "At least one of the pre-conditions you specified did not hold",
                "Condition",
                condition);
    }

    /** {@code ConditionalRequestConflict}, 409. */
    public static AwsException conditionalRequestConflict(String condition, String key) {
        return new AwsException(of(
                        409,
                        "ConditionalRequestConflict",
                        "The conditional request cannot succeed due to a conflicting operation against this resource.",
                        "Condition",
                        condition)
                .error()
                .with("Key", key));
    }

    /** {@code NotImplemented}, 501, naming the header or parameter that asks for it. */
    public static AwsException notImplemented(String header) {
        return of(
                501,
                "NotImplemented",
                "A header you provided implies functionality that is not implemented",
                "Header",
                header);
    }

    /** {@code MethodNotAllowed}, 405. */
    public static AwsException methodNotAllowed(String method, String resourceType) {
        return new AwsException(of(
                        405,
                        "MethodNotAllowed",
                        "The specified method is not allowed against this resource.",
                        "Method",
                        method)
                .error()
                .with("ResourceType", resourceType));
    }

    /** {@code NoSuchUpload}, 404. */
    public static AwsException noSuchUpload(String uploadId) {
        return of(
                404,
                "NoSuchUpload",
                "The specified upload does not exist. The upload ID may be invalid, or the upload may have been"
                        + " aborted or completed.",
                "UploadId",
                uploadId);
    }

    /** {@code SignatureDoesNotMatch}, 403. */
    public static AwsException signatureDoesNotMatch(String provided) {
        return of(
                403,
                "SignatureDoesNotMatch",
                "The request signature we calculated does not match the signature you provided. Check your key and signing"
                        + " method.",
                "SignatureProvided",
                provided);
    }

    /** {@code AccessDenied}, 403. */
    public static AwsException accessDenied() {
        return of(403, "AccessDenied", "Access Denied");
    }

    /**
     * What a failure of the folder that keeps objects is answered with: {@code AccessDenied} where a link or file has the place of a
     * folder, {@code SlowDown} where the disk is full, else {@code InternalError}. All three are ours.
     */
    public static AwsException folderFailed(IOException e) {
        if (e instanceof NotDirectoryException) {
            return of(403, "AccessDenied", told(e));
        }
        return isFull(e)
                ? slowDown()
                : of(500, "InternalError", "The folder of the embedded S3 cannot be used: " + told(e));
    }

    /** As Linux, macOS and Windows say it, in this order: no room, no room for this user, no room. */
    private static boolean isFull(IOException e) {
        String said = String.valueOf(e.getMessage());
        return said.contains("No space left on device")
                || said.contains("Disk quota exceeded")
                || said.contains("not enough space on the disk");
    }

    /** {@code SlowDown}, 503: what is to be kept cannot be written for now. */
    public static AwsException slowDown() {
        return of(503, "SlowDown", "Please reduce your request rate.");
    }

    /** As the other one, for what caused {@code e}. */
    public static AwsException folderFailed(UncheckedIOException e) {
        IOException cause = e.getCause();
        return folderFailed(cause == null ? new IOException(e) : cause);
    }

    /** {@code SlowDown}, 503: what the embedded S3 may keep in memory is used up. */
    public static AwsException full(long limit) {
        return of(
                503,
                "SlowDown",
                "The embedded S3 may keep " + limit + " bytes in memory, and they are used up. Delete objects, raise"
                        + " HYDRANT_S3_BYTES, or set HYDRANT_S3_DIR to keep objects in a folder.");
    }

    /** What {@code e} says to a person. */
    public static String told(IOException e) {
        return e instanceof NotDirectoryException
                ? e.getMessage()
                        + " is a symbolic link or a file where the embedded S3 needs a folder. It follows no links below HYDRANT_S3_DIR."
                : String.valueOf(e.getMessage());
    }

    /** An error without further elements. */
    public static AwsException of(int status, String code, String text) {
        return new AwsException(new AwsError(code, status, Optional.of(text), Map.of()));
    }

    /** An error with one more element. */
    public static AwsException of(int status, String code, String text, String element, String value) {
        return new AwsException(new AwsError(code, status, Optional.of(text), Map.of(element, value)));
    }
}
