package io.hydrant.service.s3.embedded.api;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import io.hydrant.aws.AwsException;
import io.hydrant.service.s3.embedded.S3Errors;

/**
 * The framing {@code aws-chunked}: chunks with their length in hexadecimal, signed or not, and headers after the last one.
 * Signatures are not looked at.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html">Transferring payload in multiple chunks</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html">Including trailing headers</a>
 */
final class AwsChunked {
    private final byte[] framed;
    private int at;

    private AwsChunked(byte[] framed) {
        this.framed = framed;
    }

    /**
     * A body without its framing.
     *
     * @param trailers lower-case names to values
     */
    record Decoded(byte[] payload, Map<String, String> trailers) {}

    /**
     * Takes the framing off.
     *
     * @param lengthHint how long the payload is said to be
     * @throws AwsException {@code IncompleteBody} when chunks are missing or malformed
     */
    static Decoded decode(byte[] framed, int lengthHint) {
        return new AwsChunked(framed).decode(lengthHint);
    }

    private Decoded decode(int lengthHint) {
        Payload payload = new Payload(Math.max(0, Math.min(lengthHint, framed.length)));
        while (true) {
            int length = chunkLength(line());
            if (length == 0) {
                return new Decoded(payload.bytes(), trailers());
            }
            if (length > framed.length - at) {
                throw malformed();
            }
            payload.write(framed, at, length);
            at += length;
            endOfChunk();
        }
    }

    private Map<String, String> trailers() {
        Map<String, String> trailers = new LinkedHashMap<>();
        while (at < framed.length) {
            String line = line();
            int colon = line.indexOf(':');
            if (colon > 0) {
                trailers.put(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return trailers;
    }

    private static int chunkLength(String line) {
        int end = line.indexOf(';');
        String digits = (end < 0 ? line : line.substring(0, end)).strip();
        try {
            int length = Integer.parseInt(digits, 16);
            if (length >= 0) {
                return length;
            }
        } catch (NumberFormatException e) {
            throw malformed();
        }
        throw malformed();
    }

    /** Up to the end of the line, which may be a line feed alone. */
    private String line() {
        if (at >= framed.length) {
            throw malformed();
        }
        int end = at;
        while (end < framed.length && framed[end] != '\n') {
            end++;
        }
        int stop = end > at && framed[end - 1] == '\r' ? end - 1 : end;
        String line = new String(framed, at, stop - at, StandardCharsets.ISO_8859_1);
        at = Math.min(end + 1, framed.length);
        return line;
    }

    private void endOfChunk() {
        if (at < framed.length && framed[at] == '\r') {
            at++;
        }
        if (at >= framed.length || framed[at] != '\n') {
            throw malformed();
        }
        at++;
    }

    private static AwsException malformed() {
        return S3Errors.of(
                400,
                "IncompleteBody",
                "You did not provide the number of bytes specified by the Content-Length HTTP header");
    }

    /** A buffer that gives its own array away when it is exactly full. */
    private static final class Payload extends ByteArrayOutputStream {
        Payload(int size) {
            super(size);
        }

        byte[] bytes() {
            return count == buf.length ? buf : toByteArray();
        }
    }
}
