package io.hydrant.http;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class HostNamesTest {
    private final HostNames hosts = new HostNames(List.of("Hydrant.Example.com", "aws.mine.dev."));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.0.0.1:4566",
                "192.168.255.10:80",
                "[::1]",
                "[::1]:4566",
                "[fe80::1%25eth0]:4566",
                "[::ffff:127.0.0.1]:4566",
                "localhost:4566",
                "LOCALHOST",
                "localhost.",
                "hydrant:4566",
                "my_service:4566",
                "x",
                "bucket.localhost:4566",
                "host.docker.internal:4566",
                "host.testcontainers.internal:1234",
                "hydrant.default.svc.cluster.local",
                "hydrant.test",
                "box.lan",
                "box.home.arpa",
                "hydrant.example.com:4566",
                "HYDRANT.example.COM.",
                "aws.mine.dev"
            })
    void thatNobodyElseCanOwnAreKnown(String header) {
        assertThat(hosts.knows(header)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":4566",
                "evil.example",
                "evil.example:4566",
                "evil.example.",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "127.0.0.1.nip.io",
                "1.2.3",
                "256.1.1.1",
                "127.0.0.1:4566.evil.example",
                "localhost.localstack.cloud",
                "localhost.localdomain",
                "eviltest.com",
                "sub.hydrant.example.com",
                "evilhydrant.example.com",
                "evil.example@127.0.0.1",
                "127.0.0.1,evil.example",
                "evil.example\u00a0",
                ".localhost",
                "a..localhost",
                "[::1].evil.example",
                "[evil.example]",
                "[::1"
            })
    void thatSomebodyCanOwnAreNot(String header) {
        assertThat(hosts.knows(header)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "*.example.com", "a.example:80", "http://a.example", "a b", ".example.com", "a/b"})
    void haveNoPortAndNoWildcard(String text) {
        assertThat(HostNames.isName(text)).isFalse();
    }
}
