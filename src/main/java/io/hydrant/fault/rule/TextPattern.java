package io.hydrant.fault.rule;

import java.util.Objects;

/**
 * A text, or the beginning of one.
 *
 * @param beginning the text without the star
 * @param open whether any rest may follow
 */
record TextPattern(String beginning, boolean open) {
    TextPattern {
        Objects.requireNonNull(beginning, "beginning");
    }

    /** As it is written: a star at the end takes any rest. */
    static TextPattern of(String written) {
        return written.endsWith("*")
                ? new TextPattern(written.substring(0, written.length() - 1), true)
                : new TextPattern(written, false);
    }

    boolean matches(String text) {
        return open ? text.startsWith(beginning) : text.equals(beginning);
    }

    /** Whether it is a URL to which the path of {@code url} was added. */
    boolean isBaseOf(String url) {
        return !open && url.startsWith(beginning.endsWith("/") ? beginning : beginning + '/');
    }

    /** Whether it is {@code text} and nothing else. */
    boolean isExactly(String text) {
        return !open && text.equals(beginning);
    }
}
