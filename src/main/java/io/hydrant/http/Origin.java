package io.hydrant.http;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a web page comes from: scheme, host and port, in the form that browsers send.
 *
 * @param scheme in lower case
 * @param host in lower case; an IPv6 address in brackets
 * @param port empty for the scheme's own
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6454">RFC 6454, the web origin concept</a>
 */
public record Origin(String scheme, String host, String port) {
    private static final int LONGEST = 300;
    private static final Pattern FORM =
            Pattern.compile("([a-z][a-z0-9+.-]*)://(\\[[0-9a-f:.]+]|[a-z0-9_-]+(?:\\.[a-z0-9_-]+)*)(?::([0-9]{1,5}))?");
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    public Origin {
        Objects.requireNonNull(scheme, "scheme");
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(port, "port");
    }

    /** The origin that {@code text} writes; empty for {@code null} and for anything with a path or a wildcard. */
    public static Optional<Origin> of(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        Matcher parts = FORM.matcher(text.toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            return Optional.empty();
        }
        String scheme = parts.group(1);
        String port = parts.group(3) == null ? "" : parts.group(3);
        return Optional.of(new Origin(scheme, parts.group(2), isUsual(scheme, port) ? "" : port));
    }

    /** The origin of the page at {@code url}, as a {@code Referer} names it. */
    public static Optional<Origin> ofPage(String url) {
        int authority = url.indexOf("://");
        int path = authority < 0 ? -1 : url.indexOf('/', authority + "://".length());
        return of(path < 0 ? url : url.substring(0, path));
    }

    private static boolean isUsual(String scheme, String port) {
        return (scheme.equals("http") && port.equals("80")) || (scheme.equals("https") && port.equals("443"));
    }

    /** Whether the page comes from {@code localhost}, {@code 127.0.0.1} or {@code [::1]}, at any port. */
    public boolean isThisMachine() {
        return (scheme.equals("http") || scheme.equals("https")) && THIS_MACHINE.contains(host);
    }

    /** Whether the page comes from the server that a request with this {@code Host} header goes to. */
    public boolean isOf(String hostHeader) {
        return of(scheme + "://" + hostHeader).filter(this::equals).isPresent();
    }

    @Override
    public String toString() {
        return scheme + "://" + host + (port.isEmpty() ? "" : ":" + port);
    }
}
