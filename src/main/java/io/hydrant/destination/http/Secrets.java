package io.hydrant.destination.http;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** Texts that a message must not show, even when the endpoint does: the access key, the query and the user of the URL. */
final class Secrets {
    private static final String HIDDEN = "***";

    private final List<String> texts;

    private Secrets(List<String> texts) {
        this.texts = texts;
    }

    static Secrets of(String accessKey, URI url) {
        return new Secrets(
                Stream.<@Nullable String>of(accessKey, url.getRawQuery(), url.getQuery(), url.getRawUserInfo())
                        .filter(Objects::nonNull)
                        .map(Objects::requireNonNull)
                        .filter(text -> !text.isEmpty())
                        .distinct()
                        .toList());
    }

    /** {@code text} on one line and without the secrets. */
    String clean(String text) {
        String cleaned = text;
        for (String secret : texts) {
            cleaned = cleaned.replace(secret, HIDDEN);
        }
        StringBuilder line = new StringBuilder(cleaned.length());
        cleaned.chars().forEach(c -> line.append(Character.isISOControl(c) ? ' ' : (char) c));
        return line.toString();
    }

    @Override
    public String toString() {
        return "Secrets[" + HIDDEN + "]";
    }
}
