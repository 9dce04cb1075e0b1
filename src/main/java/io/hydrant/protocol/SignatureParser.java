package io.hydrant.protocol;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.hydrant.aws.AwsError;
import io.hydrant.aws.AwsException;
import io.hydrant.aws.Region;
import io.hydrant.aws.Signature;
import io.hydrant.http.RequestHead;

/**
 * Reads the signature of a request without verifying it: Signature Version 4, 4a and 2, in the {@code Authorization} header or
 * in the query. Credentials seen before are remembered, because a client sends the same one with each of its requests.
 */
public final class SignatureParser {
    private static final String V4A = "AWS4-ECDSA-P256-SHA256";
    private static final String V2 = "AWS ";
    private static final int MOST_REMEMBERED = 1024;
    private static final int LONGEST_REMEMBERED = 256;
    private static final Map<String, Optional<Signature>> REMEMBERED = new ConcurrentHashMap<>();

    private SignatureParser() {}

    /**
     * The signature of a request; empty when it is unsigned, which is no error here.
     *
     * @throws AwsException {@code IncompleteSignatureException} when the header lacks a part, and
     *     {@code InvalidSignatureException} when both the header and the query are signed
     */
    public static Optional<Signature> parse(RequestHead head) {
        Optional<String> header = head.header("Authorization");
        String query = head.query();
        if (header.isPresent()) {
            if (!query.isEmpty() && parameter(query, "X-Amz-Algorithm").isPresent()) {
                throw refused(
                        "InvalidSignatureException",
                        "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.");
            }
            return withToken(fromHeader(header.get(), head), head.header("X-Amz-Security-Token"));
        }
        return query.isEmpty() ? Optional.empty() : fromQuery(query);
    }

    private static Optional<Signature> fromHeader(String header, RequestHead head) {
        if (header.startsWith(V2)) {
            int colon = header.lastIndexOf(':');
            if (colon > V2.length()) {
                return accessKeyOnly(header.substring(V2.length(), colon).strip());
            }
        }
        String credential = part(header, "Credential=");
        boolean dated =
                head.header("X-Amz-Date").isPresent() || head.header("Date").isPresent();
        if (credential.isEmpty() || !dated || isMissing(header, "Signature=") || isMissing(header, "SignedHeaders=")) {
            throw incomplete(header, credential, dated);
        }
        return fromCredential(credential, header.startsWith(V4A));
    }

    private static AwsException incomplete(String header, String credential, boolean dated) {
        StringBuilder text = new StringBuilder();
        if (credential.isEmpty()) {
            text.append("Authorization header requires 'Credential' parameter. ");
        }
        if (isMissing(header, "Signature=")) {
            text.append("Authorization header requires 'Signature' parameter. ");
        }
        if (isMissing(header, "SignedHeaders=")) {
            text.append("Authorization header requires 'SignedHeaders' parameter. ");
        }
        if (!dated) {
            text.append("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ");
        }
        return refused(
                "IncompleteSignatureException",
                text.append("Authorization=").append(header).toString());
    }

    private static Optional<Signature> fromQuery(String query) {
        Optional<String> credential = parameter(query, "X-Amz-Credential");
        if (credential.isPresent()) {
            boolean regionless =
                    parameter(query, "X-Amz-Algorithm").filter(V4A::equals).isPresent();
            return withToken(fromCredential(credential.get(), regionless), parameter(query, "X-Amz-Security-Token"));
        }
        return parameter(query, "AWSAccessKeyId")
                .filter(key -> !key.isEmpty() && parameter(query, "Signature").isPresent())
                .flatMap(SignatureParser::accessKeyOnly);
    }

    private static Optional<Signature> fromCredential(String credential, boolean regionless) {
        String key = regionless ? V4A + credential : credential;
        Optional<Signature> remembered = REMEMBERED.get(key);
        if (remembered != null) {
            return remembered;
        }
        Optional<Signature> signature = Optional.of(read(credential, regionless));
        if (credential.length() <= LONGEST_REMEMBERED) {
            if (REMEMBERED.size() >= MOST_REMEMBERED) {
                REMEMBERED.clear();
            }
            REMEMBERED.put(key, signature);
        }
        return signature;
    }

    /** The text of this refusal is the general one of AWS's services, not recorded from Firehose. */
    private static Signature read(String credential, boolean regionless) {
        String[] parts = credential.split("/", -1);
        int expected = regionless ? 4 : 5;
        if (parts.length == expected && !parts[0].isEmpty()) {
            String region = regionless ? "" : parts[2];
            if (regionless || Region.isRegion(region)) {
                Optional<Region> known = regionless ? Optional.empty() : Optional.of(new Region(region));
                return new Signature(parts[0], known, parts[expected - 2], Optional.empty());
            }
        }
        throw refused(
                "IncompleteSignatureException",
                "Credential must have exactly " + expected + " slash-delimited elements, e.g. keyid/date/"
                        + (regionless ? "" : "region/") + "service/term, got '" + credential + "'");
    }

    private static Optional<Signature> accessKeyOnly(String accessKeyId) {
        return Optional.of(new Signature(accessKeyId, Optional.empty(), "", Optional.empty()));
    }

    private static Optional<Signature> withToken(Optional<Signature> signature, Optional<String> token) {
        if (token.isEmpty() || token.get().isEmpty()) {
            return signature;
        }
        return signature.map(s -> new Signature(s.accessKeyId(), s.region(), s.service(), token));
    }

    private static boolean isMissing(String header, String name) {
        return isEnd(header, startOf(header, name));
    }

    /** The value behind {@code name} in the header, up to a comma or space; empty when there is none. */
    private static String part(String header, String name) {
        int start = startOf(header, name);
        int end = start;
        while (!isEnd(header, end)) {
            end++;
        }
        return header.substring(start, end);
    }

    /** Where the value behind {@code name} begins; the header's length when there is none. */
    private static int startOf(String header, String name) {
        int at = header.indexOf(name);
        while (at > 0 && header.charAt(at - 1) != ' ' && header.charAt(at - 1) != ',') {
            at = header.indexOf(name, at + 1);
        }
        return at < 0 ? header.length() : at + name.length();
    }

    private static boolean isEnd(String header, int at) {
        return at == header.length() || header.charAt(at) == ',' || header.charAt(at) == ' ';
    }

    /** A parameter of the query, decoded. */
    private static Optional<String> parameter(String query, String name) {
        int start = 0;
        while (start < query.length()) {
            int end = query.indexOf('&', start);
            if (end < 0) {
                end = query.length();
            }
            if (query.startsWith(name + "=", start)) {
                String value = query.substring(Math.min(end, start + name.length() + 1), end);
                try {
                    return Optional.of(URLDecoder.decode(value, StandardCharsets.UTF_8));
                } catch (IllegalArgumentException e) {
                    return Optional.of(value);
                }
            }
            start = end + 1;
        }
        return Optional.empty();
    }

    private static AwsException refused(String code, String text) {
        return new AwsException(AwsError.client(code, text));
    }
}
