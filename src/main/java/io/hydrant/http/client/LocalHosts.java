package io.hydrant.http.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which hosts are this machine or its containers, by their name or address alone: nothing is looked up. */
public final class LocalHosts {
    private static final Set<String> NAMES = Set.of("host.docker.internal", "host.testcontainers.internal");
    private static final Set<String> IPV6_LOOPBACK = Set.of("[::1]", "[0:0:0:0:0:0:0:1]");

    /** A name that begins with a letter cannot be read as an address. */
    private static final Pattern LABEL = Pattern.compile("[a-z]([a-z0-9-]*[a-z0-9])?");

    private static final String OCTET = "(0|[1-9][0-9]{0,2})";
    private static final Pattern IPV4 = Pattern.compile(String.join("\\.", OCTET, OCTET, OCTET, OCTET));

    private LocalHosts() {}

    /**
     * Whether {@code url} is plain HTTP to this machine, to a container beside it, or to its private network: {@code
     * localhost} and names below it, the loopback addresses, a name of one label (a Compose service), the names that Docker
     * and Testcontainers give to the host, and private IPv4 addresses. AWS takes no such URL.
     */
    public static boolean isPlainHttp(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            return false;
        }
        if (!url.startsWith("http://") || uri.getHost() == null || uri.getRawUserInfo() != null) {
            return false;
        }
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        return isLoopback(uri)
                || isBelowLocalhost(host)
                || NAMES.contains(host)
                || LABEL.matcher(host).matches()
                || isPrivate(host);
    }

    /** Whether {@code url} goes to {@code localhost}, {@code 127.0.0.0/8} or {@code ::1}. */
    public static boolean isLoopback(URI url) {
        String host = url.getHost() == null ? "" : url.getHost().toLowerCase(Locale.ROOT);
        return host.equals("localhost") || IPV6_LOOPBACK.contains(host) || octets(host)[0] == 127;
    }

    private static boolean isBelowLocalhost(String host) {
        if (!host.endsWith(".localhost")) {
            return false;
        }
        for (String label : host.split("\\.", -1)) {
            if (label.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPrivate(String host) {
        int[] octets = octets(host);
        return octets[0] == 10
                || (octets[0] == 172 && octets[1] >= 16 && octets[1] <= 31)
                || (octets[0] == 192 && octets[1] == 168);
    }

    /** The four numbers of an IPv4 address; -1 for anything else. */
    private static int[] octets(String host) {
        Matcher address = IPV4.matcher(host);
        int[] octets = {-1, -1, -1, -1};
        if (address.matches()) {
            for (int i = 0; i < 4; i++) {
                octets[i] = Integer.parseInt(address.group(i + 1));
                if (octets[i] > 255) {
                    return new int[] {-1, -1, -1, -1};
                }
            }
        }
        return octets;
    }
}
