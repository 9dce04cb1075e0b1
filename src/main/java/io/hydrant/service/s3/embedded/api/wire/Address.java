package io.hydrant.service.s3.embedded.api.wire;

import java.util.Locale;
import java.util.Optional;

import io.hydrant.http.RequestHead;
import io.hydrant.service.s3.embedded.document.S3Errors;

/**
 * What a request speaks of: nothing in particular, a bucket, or an object.
 *
 * @param bucket empty for the service itself
 * @param key empty for a bucket
 */
public record Address(Optional<String> bucket, Optional<String> key) {

    /**
     * The address in virtual-host style when the host begins with a bucket's name, else in path style. Slashes and dots of a key
     * are left as they are.
     *
     * @throws io.hydrant.aws.AwsException {@code InvalidURI} for a path that is not UTF-8
     */
    public static Address of(RequestHead head) {
        String path = head.path().startsWith("/") ? head.path().substring(1) : head.path();
        Optional<String> hosted = hostedBucket(head);
        if (hosted.isPresent()) {
            return new Address(hosted, path.isEmpty() ? Optional.empty() : Optional.of(decoded(path)));
        }
        if (path.isEmpty()) {
            return new Address(Optional.empty(), Optional.empty());
        }
        int slash = path.indexOf('/');
        String bucket = decoded(slash < 0 ? path : path.substring(0, slash));
        String key = slash < 0 ? "" : path.substring(slash + 1);
        if (bucket.isEmpty()) {
            throw S3Errors.invalidBucketName(bucket);
        }
        return new Address(Optional.of(bucket), key.isEmpty() ? Optional.empty() : Optional.of(decoded(key)));
    }

    /** The bucket in the host: what stands before {@code .localhost}, {@code .s3.…} or {@code .s3-…}. */
    public static Optional<String> hostedBucket(RequestHead head) {
        String host = head.header("Host").orElse("").toLowerCase(Locale.ROOT);
        int colon = host.lastIndexOf(':');
        if (colon > host.lastIndexOf(']')) {
            host = host.substring(0, colon);
        }
        if (host.startsWith("s3.") || host.startsWith("s3-")) {
            return Optional.empty();
        }
        int end = host.indexOf(".s3.");
        if (end < 0) {
            end = host.indexOf(".s3-");
        }
        if (end < 0 && host.endsWith(".localhost")) {
            end = host.length() - ".localhost".length();
        }
        return end <= 0 ? Optional.empty() : Optional.of(host.substring(0, end));
    }

    private static String decoded(String text) {
        return PercentCode.decode(text, false)
                .orElseThrow(() -> S3Errors.of(400, "InvalidURI", "Couldn't parse the specified URI."));
    }
}
