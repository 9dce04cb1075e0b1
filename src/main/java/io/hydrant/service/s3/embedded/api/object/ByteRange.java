package io.hydrant.service.s3.embedded.api.object;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.hydrant.aws.AwsException;
import io.hydrant.service.s3.embedded.document.S3Errors;

/** A stretch of an object: {@code first} to {@code last}, both within. */
public record ByteRange(long first, long last) {
    private static final Pattern FORM = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /**
     * The stretch that a Range header asks for; empty for the whole object: several ranges and anything malformed are passed over.
     *
     * @param length of the object in bytes
     * @throws AwsException {@code InvalidRange} when it lies beyond the end
     */
    static Optional<ByteRange> parse(String header, long length) {
        Matcher matcher = FORM.matcher(header.strip());
        if (!matcher.matches()
                || (matcher.group(1).isEmpty() && matcher.group(2).isEmpty())) {
            return Optional.empty();
        }
        if (matcher.group(1).isEmpty()) {
            long count = Long.parseLong(matcher.group(2));
            if (count == 0 || length == 0) {
                throw beyond(header, length);
            }
            return Optional.of(new ByteRange(Math.max(0, length - count), length - 1));
        }
        long first = Long.parseLong(matcher.group(1));
        long last = matcher.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(matcher.group(2));
        if (last < first) {
            return Optional.empty();
        }
        if (first >= length) {
            throw beyond(header, length);
        }
        return Optional.of(new ByteRange(first, Math.min(last, length - 1)));
    }

    /** How many bytes it covers. */
    public long length() {
        return last - first + 1;
    }

    /** The Content-Range header for an object of {@code total} bytes. */
    String contentRange(long total) {
        return "bytes " + first + '-' + last + '/' + total;
    }

    private static AwsException beyond(String header, long length) {
        return new AwsException(S3Errors.of(
                        416,
                        "InvalidRange",
                        "The requested range is not satisfiable",
                        "ActualObjectSize",
                        Long.toString(length))
                .error()
                .with("RangeRequested", header));
    }
}
