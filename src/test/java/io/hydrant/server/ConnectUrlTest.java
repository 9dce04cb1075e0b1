package io.hydrant.server;

import java.net.URI;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ConnectUrlTest {
    private static final URI ENDPOINT = URI.create("http://127.0.0.1:4566");

    @Test
    void tellsTheEndpointWhereItListensOnOneAddress() {
        assertThat(ConnectUrl.of("127.0.0.1", ENDPOINT)).isEqualTo("http://127.0.0.1:4566");
        assertThat(ConnectUrl.of("::1", URI.create("http://[::1]:4566"))).isEqualTo("http://[::1]:4566");
    }

    @Test
    void tellsThatAContainerIsReachedByThePortThatWasPublished() {
        assertThat(ConnectUrl.of("0.0.0.0", ENDPOINT))
                .startsWith("all addresses, port 4566")
                .contains("published")
                .endsWith(" on http://127.0.0.1:4566"); // where scripts look for it
        assertThat(ConnectUrl.of("::", ENDPOINT)).startsWith("all addresses");
    }
}
