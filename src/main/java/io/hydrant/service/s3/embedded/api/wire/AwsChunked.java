package io.hydrant.service.s3.embedded.api.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import io.hydrant.aws.AwsException;
import io.hydrant.service.s3.embedded.document.S3Errors;

/**
 * The framing {@code aws-chunked}: chunks with their length in hexadecimal, signed or not, and headers after the last one. What is
 * refused, and with which error, was tried on AWS by OpenStack Swift and by Versity, except for bytes behind the end.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html">Transferring payload in multiple chunks</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html">Including trailing headers</a>
 */
final class AwsChunked {
    private static final int LEAST_CHUNK = 8192;
    /** No line that is right comes near it; what is longer is not worth the memory. */
    private static final int MOST_OF_A_LINE = 16_384;

    private static final int MOST_TRAILERS = 16;
    private static final String SIGNATURE = "chunk-signature";

    private final ChunkForm form;
    private final byte[] framed;
    private int at;

    private AwsChunked(ChunkForm form, byte[] framed) {
        this.form = form;
        this.framed = framed;
    }

    /**
     * A body without its framing.
     *
     * @param trailers lower-case names to values; the last of a name counts
     * @param junk whether there are more bytes behind the end than empty lines
     */
    record Decoded(byte[] payload, Map<String, String> trailers, boolean junk) {}

    /**
     * Takes the framing off.
     *
     * @param lengthHint how long the payload is said to be
     * @throws AwsException {@code IncompleteBody} when chunks are missing or malformed, {@code InvalidChunkSizeError},
     *     {@code SignatureDoesNotMatch}, {@code MalformedTrailerError}
     */
    static Decoded decode(ChunkForm form, byte[] framed, long lengthHint) {
        return new AwsChunked(form, framed).decode(lengthHint);
    }

    /** {@code IncompleteBody}, 400: the body is not framed as it says. */
    static AwsException incomplete() {
        return S3Errors.of(400, "IncompleteBody", "The request body terminated unexpectedly");
    }

    /** {@code MalformedTrailerError}, 400. */
    static AwsException malformedTrailer() {
        return S3Errors.of(
                400,
                "MalformedTrailerError",
                "The request contained trailing data that was not well-formed or did not conform to our published schema.");
    }

    private Decoded decode(long lengthHint) {
        Payload payload = new Payload((int) Math.max(0, Math.min(lengthHint, framed.length)));
        int number = 1;
        int before = LEAST_CHUNK;
        while (true) {
            int length = chunkLength(line());
            if (length == 0) {
                Map<String, String> trailers = trailers();
                return new Decoded(payload.bytes(), trailers, hasJunk());
            }
            if (before < LEAST_CHUNK) {
                throw tooSmall(number, before);
            }
            if (length > framed.length - at) {
                throw incomplete();
            }
            payload.write(framed, at, length);
            at += length;
            if (!line().isEmpty()) {
                throw incomplete();
            }
            before = length;
            number++;
        }
    }

    private Map<String, String> trailers() {
        Map<String, String> trailers = new LinkedHashMap<>();
        while (at < framed.length) {
            String line = line();
            if (line.isEmpty()) {
                break;
            }
            int colon = line.indexOf(':');
            if (colon <= 0 || trailers.size() == MOST_TRAILERS) {
                throw malformedTrailer();
            }
            trailers.put(
                    line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return trailers;
    }

    private boolean hasJunk() {
        while (at < framed.length && (framed[at] == '\r' || framed[at] == '\n')) {
            at++;
        }
        return at < framed.length;
    }

    private int chunkLength(String line) {
        int end = line.indexOf(';');
        String digits = (end < 0 ? line : line.substring(0, end)).strip();
        if (!digits.matches("0*[0-9a-fA-F]{1,7}")) {
            throw incomplete();
        }
        if (form.isSigned()) {
            checkSignature(end < 0 ? "" : line.substring(end + 1));
        }
        return Integer.parseInt(digits, 16);
    }

    private void checkSignature(String extension) {
        int equals = extension.indexOf('=');
        String value = extension.substring(equals + 1).strip();
        if (equals < 0 || value.isEmpty()) {
            throw incomplete();
        }
        boolean named = extension.substring(0, equals).strip().equals(SIGNATURE);
        if (named && value.indexOf(';') >= 0) {
            throw incomplete();
        }
        if (!named || !form.isSignature(value)) {
            throw S3Errors.signatureDoesNotMatch(value);
        }
    }

    /** Up to the end of the line: a carriage return and a line feed. */
    private String line() {
        int most = Math.min(framed.length - 1, at + MOST_OF_A_LINE);
        for (int end = at; end < most; end++) {
            if (framed[end] == '\r' && framed[end + 1] == '\n') {
                String line = new String(framed, at, end - at, StandardCharsets.ISO_8859_1);
                at = end + 2;
                return line;
            }
        }
        throw incomplete();
    }

    /** AWS names the chunk at which it noticed, and the length of the one before. */
    private static AwsException tooSmall(int number, int length) {
        return new AwsException(S3Errors.of(
                        403,
                        "InvalidChunkSizeError",
                        "Only the last chunk is allowed to have a size less than " + LEAST_CHUNK + " bytes",
                        "Chunk",
                        Integer.toString(number))
                .error()
                .with("BadChunkSize", Integer.toString(length)));
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
