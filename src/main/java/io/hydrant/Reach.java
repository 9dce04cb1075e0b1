package io.hydrant;

import java.net.URI;

/** Says to a user where requests may go to. Stateless. */
final class Reach {
    private Reach() {}

    /**
     * Who listens on all addresses is usually in a container, and then not even the port need be the one that others use.
     *
     * @param host what Hydrant listens on
     */
    static String of(String host, URI endpoint) {
        return Hydrant.isEveryAddress(host)
                ? "all addresses, port " + endpoint.getPort()
                        + " (of a container: the port that you published); in here on " + endpoint
                : endpoint.toString();
    }
}
