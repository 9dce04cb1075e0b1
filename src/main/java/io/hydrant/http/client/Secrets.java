package io.hydrant.http.client;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** Texts that a message must not show, even when the server does: keys and tokens, the query and the user of the URL. */
public final class Secrets {
    private static final String HIDDEN = "***";

    private final List<String> texts;

    private Secrets(List<String> texts) {
        this.texts = texts;
    }

    /**
     * The secrets of requests to {@code url}.
     *
     * @param others what else is secret, such as an access key; an empty text is none
     */
    public static Secrets of(URI url, String... others) {
        Stream<@Nullable String> ofUrl =
                Stream.of(url.getRawQuery(), url.getQuery(), url.getRawUserInfo(), url.getUserInfo());
        return new Secrets(Stream.concat(Stream.of(others), ofUrl)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .filter(text -> !text.isEmpty())
                .distinct()
                .toList());
    }

    /** {@code text} on one line and without the secrets. */
    public String clean(String text) {
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
