package io.hydrant.service.sts.api;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hydrant.aws.AwsException;

/**
 * An OpenID Connect ID token, whose signature is not checked.
 *
 * @param audience one name or more
 */
record WebIdentityToken(String issuer, String subject, List<String> audience, Instant expiresAt) {
    private static final ObjectMapper JSON = new ObjectMapper();

    WebIdentityToken {
        audience = List.copyOf(audience);
    }

    /**
     * Reads a token in the compact form of a JWT.
     *
     * @throws AwsException {@code InvalidIdentityToken}
     */
    static WebIdentityToken read(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 3) {
            throw notAToken();
        }
        JsonNode header = json(parts[0]);
        JsonNode claims = json(parts[1]);
        if (!header.isObject() || !claims.isObject()) {
            throw notAToken();
        }
        JsonNode expiry = claims.path("exp");
        if (!expiry.isNumber()) {
            throw missing("exp");
        }
        long seconds = Math.max(0, Math.min(expiry.asLong(), Instant.MAX.getEpochSecond()));
        return new WebIdentityToken(
                claim(claims, "iss"), claim(claims, "sub"), audience(claims), Instant.ofEpochSecond(seconds));
    }

    /** The issuer as condition keys and ARNs name it. */
    String provider() {
        return issuer.replaceFirst("^https?://", "");
    }

    /** @throws AwsException {@code ExpiredTokenException} */
    void requireUnexpired(Instant now) {
        if (!now.isBefore(expiresAt)) {
            throw StsErrors.client(
                    "ExpiredTokenException",
                    "Token expired: current date/time " + now.getEpochSecond()
                            + " must be before the expiration date/time" + expiresAt.getEpochSecond());
        }
    }

    private static List<String> audience(JsonNode claims) {
        JsonNode aud = claims.path("aud");
        List<String> names = new ArrayList<>();
        for (JsonNode each : aud.isArray() ? aud : List.of(aud)) {
            if (each.isTextual()) {
                names.add(each.asText());
            }
        }
        if (names.isEmpty()) {
            throw missing("aud");
        }
        return names;
    }

    private static String claim(JsonNode claims, String name) {
        JsonNode value = claims.path(name);
        if (!value.isTextual() || value.asText().isEmpty()) {
            throw missing(name);
        }
        return value.asText();
    }

    private static JsonNode json(String part) {
        try {
            return JSON.readTree(Base64.getUrlDecoder().decode(part));
        } catch (IOException | IllegalArgumentException e) {
            throw notAToken();
        }
    }

    private static AwsException missing(String claim) {
        return StsErrors.identityToken("Missing a required claim: " + claim);
    }

    private static AwsException notAToken() {
        return StsErrors.identityToken(
                "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)");
    }
}
