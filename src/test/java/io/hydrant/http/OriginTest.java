package io.hydrant.http;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class OriginTest {
    @ParameterizedTest
    @CsvSource({
        "http://localhost:3000, http://localhost:3000",
        "https://App.Example, https://app.example",
        "https://app.example:443, https://app.example",
        "http://app.example:80, http://app.example",
        "http://app.example:443, http://app.example:443",
        "http://[::1]:8080, http://[::1]:8080",
        "http://my_service:3000, http://my_service:3000",
        "capacitor://localhost, capacitor://localhost",
        "chrome-extension://abcdef, chrome-extension://abcdef"
    })
    void isWrittenAsBrowsersDo(String text, String origin) {
        assertThat(Origin.of(text)).map(Origin::toString).contains(origin);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "*",
                "localhost",
                "localhost:3000",
                "file://",
                "https://",
                "https://app.example/",
                "https://app.example/path",
                "https://*.app.example",
                "http://localhost:*",
                "http://localhost:",
                "http://user@localhost",
                "http://localhost:3000@evil.example",
                "http://evil.example#localhost",
                "http://a b",
                "http://localhost, http://evil.example",
                "http://.localhost",
                "http://<b>"
            })
    void hasNoPathNoUserAndNoWildcard(String text) {
        assertThat(Origin.of(text)).isEmpty();
    }

    @Test
    void thatIsVeryLongIsNone() {
        assertThat(Origin.of("http://" + "a".repeat(400))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost, true",
        "https://localhost:8443, true",
        "http://127.0.0.1:3000, true",
        "https://[::1], true",
        "http://localhost.evil.example, false",
        "http://evil.localhost, false",
        "http://127.0.0.1.evil.example, false",
        "http://127.0.0.2, false",
        "http://192.168.1.5, false",
        "http://hydrant:4566, false",
        "capacitor://localhost, false"
    })
    void ofThisMachineIsOneOfThreeHosts(String text, boolean thisMachine) {
        assertThat(Origin.of(text)).map(Origin::isThisMachine).contains(thisMachine);
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:3000/app?x=http://evil.example/, http://localhost:3000",
        "https://app.example, https://app.example",
        "https://app.example/, https://app.example"
    })
    void isReadFromTheUrlOfAPage(String url, String origin) {
        assertThat(Origin.ofPage(url)).map(Origin::toString).contains(origin);
    }

    @ParameterizedTest
    @CsvSource({
        "http://hydrant:4566, hydrant:4566, true",
        "http://hydrant:4566, Hydrant:4566, true",
        "https://hydrant, hydrant:443, true",
        "http://hydrant, hydrant, true",
        "http://hydrant:4567, hydrant:4566, false",
        "http://hydrant:4566, evil.example, false"
    })
    void isThatOfItsOwnServer(String origin, String host, boolean own) {
        assertThat(Origin.of(origin)).map(page -> page.isOf(host)).contains(own);
    }
}
