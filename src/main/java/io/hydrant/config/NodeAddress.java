package io.hydrant.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import java.util.regex.Pattern;

/** The {@code host:port} at which other nodes call one. */
final class NodeAddress {
    private static final Pattern FORM = Pattern.compile("([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+]):[0-9]{1,5}");
    private static final Set<String> EVERY_ADDRESS = Set.of("0.0.0.0", "[::]");
    private static final int HIGHEST_PORT = 65_535;

    private NodeAddress() {}

    /** Whether calls can be sent to {@code text}. Java's client takes no host with an underscore, and none such as "10.1". */
    static boolean isOne(String text) {
        if (!FORM.matcher(text).matches()) {
            return false;
        }
        try {
            URI url = new URI("http://" + text);
            return url.getHost() != null
                    && url.getPort() > 0
                    && url.getPort() <= HIGHEST_PORT
                    && !EVERY_ADDRESS.contains(url.getHost());
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
