package io.hydrant.server;

import java.net.URI;

/** The URL that clients send requests to, as shown to the user. Stateless. */
public final class ConnectUrl {
    private ConnectUrl() {}

    /**
     * When bound to all addresses Hydrant usually runs in a container, where the published port can differ.
     *
     * @param host what Hydrant listens on
     */
    public static String of(String host, URI endpoint) {
        return isEveryAddress(host)
                ? "all addresses, port " + endpoint.getPort()
                        + " (of a container: the port that you published); in here on " + endpoint
                : endpoint.toString();
    }

    /** Whether {@code host} stands for all addresses of the machine. No request can be sent to it. */
    public static boolean isEveryAddress(String host) {
        return host.equals("0.0.0.0") || host.equals("::");
    }
}
