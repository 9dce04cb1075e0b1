package io.hydrant.destination.http.check;

import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

import io.hydrant.destination.CompressionFormat;
import io.hydrant.destination.S3Bucket;
import io.hydrant.destination.StreamVersion;
import io.hydrant.destination.http.EndpointProbe;
import io.hydrant.destination.http.EndpointSettings;
import io.hydrant.record.BufferingHints;

/**
 * What the configuration of a stream makes of its requests.
 *
 * @param bodyLimit the size of the buffering hint, in bytes
 */
record Form(Optional<String> accessKey, boolean gzip, Map<String, String> attributes, long bodyLimit) {
    static final long LARGEST_BODY = 64L << 20;

    Form withKey(Optional<String> other) {
        return new Form(other, gzip, attributes, bodyLimit);
    }

    Form withGzip(boolean other) {
        return new Form(accessKey, other, attributes, bodyLimit);
    }

    Form withAttributes(Map<String, String> others) {
        return new Form(accessKey, gzip, others, bodyLimit);
    }

    Form withBodyLimit(long other) {
        return new Form(accessKey, gzip, attributes, other);
    }

    /** Requests of this form. Nothing of a check goes to a bucket. */
    EndpointProbe probe(URI url, StreamVersion origin) {
        BufferingHints hints = new BufferingHints(bodyLimit, Duration.ofMinutes(5));
        S3Bucket none = new S3Bucket(
                "none",
                Optional.empty(),
                Optional.empty(),
                hints,
                CompressionFormat.UNCOMPRESSED,
                Optional.empty(),
                ZoneOffset.UTC,
                Optional.empty());
        return new EndpointProbe(
                new EndpointSettings(url, accessKey, gzip, attributes, hints, Duration.ZERO, none, false), origin);
    }

    @Override
    public String toString() {
        return "Form[gzip=" + gzip + ", bodyLimit=" + bodyLimit + "]";
    }
}
