package io.hydrant.http.client;

import java.net.URI;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class LocalHostsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost",
                "http://LocalHost:8080/in?a=b",
                "http://orders.localhost/",
                "http://a.b.localhost",
                "http://127.0.0.1:1",
                "http://127.255.0.9",
                "http://[::1]:8080/",
                "http://[0:0:0:0:0:0:0:1]/",
                "http://host.docker.internal:3000/",
                "http://host.testcontainers.internal/",
                "http://receiver:8080/in",
                "http://my-service2",
                "http://10.0.0.1",
                "http://172.16.0.1",
                "http://172.31.255.255",
                "http://192.168.1.1"
            })
    void plainHttpToThisMachineAndItsContainersPasses(String url) {
        assertThat(LocalHosts.isPlainHttp(url)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com",
                "http://localhost.example.com/",
                "http://localhost@example.com/",
                "http://localhost:80@example.com/",
                "http://user@localhost/",
                "http://.localhost/",
                "http://localhost.",
                "http://notlocalhost.com",
                "http://docker.internal",
                "http://x.host.docker.internal",
                "http://8.8.8.8",
                "http://126.0.0.1",
                "http://128.0.0.1",
                "http://172.15.0.1",
                "http://172.32.0.1",
                "http://192.167.0.1",
                "http://169.254.169.254/",
                "http://0.0.0.0",
                "http://127.0.0.1.example.com",
                "http://127.0.0.256",
                "http://010.0.0.1",
                "http://127.1",
                "http://2130706433",
                "http://0x7f000001",
                "http://[::2]/",
                "http://[::ffff:8.8.8.8]/",
                "http://my_service",
                "http://",
                "http:///in",
                "http:localhost",
                "HTTP://localhost",
                " http://localhost",
                "http://local host",
                "http://localhost\n",
                "ftp://localhost",
                "localhost",
                ""
            })
    void everythingElseDoesNot(String url) {
        assertThat(LocalHosts.isPlainHttp(url)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "https://localhost:8443/, true",
        "https://LOCALHOST, true",
        "https://127.3.2.1, true",
        "https://[::1]/, true",
        "https://my_service, false",
        "https://receiver, false",
        "https://a.localhost, false",
        "https://10.0.0.1, false",
        "https://host.docker.internal, false",
        "https://127.0.0.1.example.com, false"
    })
    void onlyTheLoopbackAddressNeedsNoTrustedCertificate(URI url, boolean loopback) {
        assertThat(LocalHosts.isLoopback(url)).isEqualTo(loopback);
    }
}
