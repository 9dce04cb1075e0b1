package io.hydrant.support;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.hydrant.support.HttpReceiver.Received;

/**
 * A request with a signature of version 4, which this computes again.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">how to sign</a>
 */
public record SignedRequest(
        Received request, String accessKeyId, String scope, String signedHeaders, String signature) {
    private static final Pattern AUTHORIZATION = Pattern.compile(
            "AWS4-HMAC-SHA256 Credential=([^/]+)/([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})");

    /** Reads the signature; fails when there is none. */
    public static SignedRequest of(Received request) {
        Matcher parts = AUTHORIZATION.matcher(request.header("Authorization"));
        if (!parts.matches()) {
            throw new AssertionError("Not signed: " + request.header("Authorization"));
        }
        return new SignedRequest(request, parts.group(1), parts.group(2), parts.group(3), parts.group(4));
    }

    /** Whether the signature is the one that {@code secret} makes. */
    public boolean isSignedWith(String secret) throws GeneralSecurityException {
        byte[] key = bytes("AWS4" + secret);
        for (String part : scope.split("/", -1)) {
            key = hmac(key, part);
        }
        String toSign =
                "AWS4-HMAC-SHA256\n" + request.header("X-Amz-Date") + '\n' + scope + '\n' + hash(bytes(canonical()));
        return HexFormat.of().formatHex(hmac(key, toSign)).equals(signature);
    }

    private String canonical() throws GeneralSecurityException {
        URI target = URI.create(request.requestLine().split(" ", -1)[1]);
        StringBuilder text = new StringBuilder(request.requestLine().split(" ", -1)[0]).append('\n');
        for (String segment : target.getRawPath().substring(1).split("/", -1)) {
            text.append('/').append(URLEncoder.encode(segment, StandardCharsets.UTF_8));
        }
        text.append('\n')
                .append(target.getRawQuery() == null ? "" : target.getRawQuery())
                .append('\n');
        for (String header : signedHeaders.split(";", -1)) {
            text.append(header).append(':').append(request.header(header)).append('\n');
        }
        return text.append('\n')
                .append(signedHeaders)
                .append('\n')
                .append(hash(request.body()))
                .toString();
    }

    private static String hash(byte[] bytes) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
