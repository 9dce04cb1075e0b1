package io.hydrant.support;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Secrets that are planted, to be looked for where none may be. */
public final class Canaries {
    /** Secret → what it is. */
    private final Map<String, String> planted = new LinkedHashMap<>();

    /** A secret of that kind that occurs nowhere else, of letters and digits. */
    public String plant(String kind) {
        String secret = "Canary" + planted.size() + "x" + HexFormat.of().toHexDigits(kind.hashCode());
        return plant(kind, secret);
    }

    /** A secret that somebody else has made. */
    public String plant(String kind, String secret) {
        planted.put(secret, kind);
        return secret;
    }

    /** Bytes that somebody else has made. */
    public void plant(String kind, byte[] secret) {
        plant(kind + " in base64", Base64.getEncoder().withoutPadding().encodeToString(secret));
        plant(kind + " in hexadecimal", HexFormat.of().formatHex(secret));
    }

    /** Which kinds of secrets occur in {@code text}: as they are, or as text in base64. */
    public List<String> foundIn(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return planted.entrySet().stream()
                .filter(each ->
                        lower.contains(each.getKey().toLowerCase(Locale.ROOT)) || text.contains(base64(each.getKey())))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static String base64(String secret) {
        return Base64.getEncoder().withoutPadding().encodeToString(secret.getBytes(StandardCharsets.UTF_8));
    }
}
