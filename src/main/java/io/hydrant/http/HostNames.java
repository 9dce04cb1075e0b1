package io.hydrant.http;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The names of this server that no stranger can own: addresses, names without a dot, names under reserved suffixes, and those that
 * the settings add. A web page cannot lead its own name to this machine and use one of these. Immutable.
 */
public final class HostNames {
    private static final List<String> RESERVED =
            List.of(".localhost", ".internal", ".local", ".test", ".lan", ".home.arpa");

    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile(String.join("\\.", OCTET, OCTET, OCTET, OCTET));
    private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-f:.]+(?:%[0-9a-z._%~-]+)?]");
    private static final Pattern NAME = Pattern.compile("(?=.{1,253}$)[a-z0-9_-]+(?:\\.[a-z0-9_-]+)*");
    private static final Pattern HEADER = Pattern.compile("([^:\\[\\]]+|\\[[^\\[\\]]*])(?::[0-9]*)?");

    private final Set<String> more;

    /** @param more names beside those that hold always, without a port */
    public HostNames(Collection<String> more) {
        this.more = more.stream().map(HostNames::plain).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether {@code text} is a host name or an IPv4 address: no port, no wildcard. */
    public static boolean isName(String text) {
        return NAME.matcher(plain(text)).matches();
    }

    /** Whether a request with this {@code Host} header is answered. */
    public boolean knows(String hostHeader) {
        String host = name(hostHeader).orElse("");
        if (more.contains(host)
                || IPV4.matcher(host).matches()
                || IPV6.matcher(host).matches()) {
            return true;
        }
        return NAME.matcher(host).matches()
                && (host.indexOf('.') < 0 || RESERVED.stream().anyMatch(host::endsWith));
    }

    /** The name in a {@code Host} header, in lower case and without the port; empty when it holds none. */
    static Optional<String> name(String hostHeader) {
        Matcher header = HEADER.matcher(hostHeader.strip());
        return header.matches() ? Optional.of(plain(header.group(1))) : Optional.empty();
    }

    /** In lower case, without the dot that may end a full name. */
    private static String plain(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
