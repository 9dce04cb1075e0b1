package io.hydrant.service.s3.embedded.api.wire;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.hydrant.service.s3.embedded.document.S3Errors;
import io.hydrant.service.s3.embedded.object.ChecksumAlgorithm;

/**
 * The parameters of a presigned URL that count as headers. AWS was recorded to take {@code x-amz-} parameters and conditions, and
 * to pass over checksums, which a URL cannot know before there is a body. That Signature Version 2 takes the content type and its
 * MD5, and that all four conditions count, is inferred.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-presigned-url.html">Presigned URLs</a>
 */
public final class QueryHeaders {
    private static final String AMZ = "x-amz-";
    private static final String SUM = AMZ + "checksum-";
    private static final Set<String> OF_THE_SIGNATURE = Set.of(
            "x-amz-algorithm",
            "x-amz-credential",
            "x-amz-date",
            "x-amz-expires",
            "x-amz-signedheaders",
            "x-amz-signature",
            "x-amz-security-token",
            "x-amz-sdk-checksum-algorithm");
    private static final Set<String> CONDITIONS =
            Set.of("if-match", "if-none-match", "if-modified-since", "if-unmodified-since");
    private static final Set<String> OF_VERSION_2 = Set.of("content-type", "content-md5");

    private QueryHeaders() {}

    /**
     * Lower-case names to values; nothing for a request that is not presigned.
     *
     * @throws io.hydrant.aws.AwsException {@code InvalidArgument} for what cannot be a header
     */
    public static Map<String, String> of(Params params) {
        boolean version2 = params.has("AWSAccessKeyId") && params.has("Signature");
        if (!version2 && !params.has("X-Amz-Credential")) {
            return Map.of();
        }
        Map<String, String> headers = new LinkedHashMap<>();
        for (String parameter : params.names()) {
            String name = parameter.toLowerCase(Locale.ROOT);
            if (counts(name) || (version2 && OF_VERSION_2.contains(name))) {
                String value = params.text(parameter);
                if (!name.matches("[a-z0-9!#$%&'*+.^_`|~-]+") || value.chars().anyMatch(Character::isISOControl)) {
                    throw S3Errors.invalidArgument("This parameter cannot be a header.", name, value);
                }
                headers.putIfAbsent(name, ascii(value.strip()));
            }
        }
        return headers;
    }

    /** The text in ASCII: what is more is written as an encoded word of RFC 2047, as recorded from AWS. */
    private static String ascii(String text) {
        if (text.chars().allMatch(c -> c < 0x7F)) {
            return text;
        }
        StringBuilder word = new StringBuilder("=?UTF-8?Q?");
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            if (c == ' ') {
                word.append('_');
            } else if (c > ' ' && c < 0x7F && "=?_".indexOf(c) < 0) {
                word.append(c);
            } else {
                word.append(String.format("=%02X", (int) c));
            }
        }
        return word.append("?=").toString();
    }

    private static boolean counts(String name) {
        boolean checksum = name.startsWith(SUM)
                && ChecksumAlgorithm.named(name.substring(SUM.length())).isPresent();
        return CONDITIONS.contains(name) || (name.startsWith(AMZ) && !checksum && !OF_THE_SIGNATURE.contains(name));
    }
}
