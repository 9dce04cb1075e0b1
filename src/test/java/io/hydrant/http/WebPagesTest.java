package io.hydrant.http;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What browsers send was measured with Chromium 156; the pages behind it are named by the last column. */
class WebPagesTest {
    private final HostNames hosts = new HostNames(List.of("mine.example"));
    private final WebPages pages =
            WebPages.of(List.of(Origin.of("https://app.example").orElseThrow()), hosts);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
            HEADERS                                                                              | SERVICES | CONTROL | WHO ASKS
            Host: 127.0.0.1:4566                                                                 | yes      | yes     | curl
            Host: hydrant:4566                                                                   | yes      | yes     | a container
            Host: s3.eu-west-1.amazonaws.com                                                     | yes      | no      | an SDK whose DNS leads here
            Host: mine.example                                                                   | yes      | yes     | curl, the name allowed
            X-None: 1                                                                            | yes      | yes     | HTTP/1.0
            Host: evil.example:4566                                                              | yes      | no      | a page under a name led here, GET
            Host: evil.example:4566; Origin: http://evil.example:4566                            | no       | no      | the same page, POST
            Host: mine.example:4566; Origin: http://mine.example:4566                            | yes      | yes     | a page of this server, the name allowed
            Host: hydrant:4566; Origin: http://hydrant:4566                                      | yes      | yes     | a page of this server
            Host: hydrant:4566; Origin: http://other:4566                                        | no       | no      | a page of another server
            Host: localhost:4566; Origin: http://localhost:3000; Sec-Fetch-Site: same-site       | yes      | yes     | an application under development
            Host: localhost:4566; Origin: http://127.0.0.1:3000; Sec-Fetch-Site: cross-site      | yes      | yes     | the same by its address
            Host: localhost:4566; Origin: https://app.example; Sec-Fetch-Site: cross-site        | yes      | yes     | an origin that is allowed
            Host: localhost:4566; Origin: http://app.example; Sec-Fetch-Site: cross-site         | no       | no      | another scheme
            Host: localhost:4566; Origin: https://app.example:8443                               | no       | no      | another port
            Host: localhost:4566; Origin: https://evil.app.example                               | no       | no      | a name below
            Host: localhost:4566; Origin: null; Sec-Fetch-Site: cross-site                       | no       | no      | a sandboxed frame
            Host: localhost:4566; Origin:                                                        | no       | no      | nobody known
            Host: localhost:4566; Origin: http://evil.example                                    | no       | no      | an old browser
            Host: localhost:4566; Sec-Fetch-Site: none                                           | yes      | yes     | a typed address
            Host: localhost:4566; Sec-Fetch-Site: same-origin                                    | yes      | yes     | a page of this server, GET
            Host: localhost:4566; Sec-Fetch-Site: cross-site                                     | no       | no      | a picture or script in a foreign page
            Host: localhost:4566; Sec-Fetch-Site: cross-site; Referer: http://evil.example/a     | no       | no      | the same, and its name
            Host: localhost:4566; Sec-Fetch-Site: cross-site; Referer: https://app.example/a     | yes      | yes     | a picture in a page that is allowed
            Host: localhost:4566; Sec-Fetch-Site: cross-site; Referer: http://127.0.0.1:3000/    | yes      | yes     | a picture in a page of this machine
            Host: localhost:4566; Sec-Fetch-Site: same-site                                      | yes      | no      | a picture in a page that hides its name
            Host: localhost:4566; Sec-Fetch-Site: cross-site; Sec-Fetch-Mode: navigate; Sec-Fetch-Dest: document | yes | no | a link that a person follows
            Host: localhost:4566; Sec-Fetch-Site: cross-site; Sec-Fetch-Mode: navigate; Sec-Fetch-Dest: iframe   | no  | no | a frame in a foreign page
            """)
    void mayCall(String headers, String services, String control, String who) {
        Head head = Head.get(headers);

        assertThat(pages.refusal(head, false).isEmpty()).as(who).isEqualTo(services.equals("yes"));
        assertThat(pages.refusal(head, true).isEmpty()).as(who).isEqualTo(control.equals("yes"));
    }

    @Test
    void allMayCallWhereTheSettingSaysSoButNotUnderAForeignName() {
        WebPages all = WebPages.all(hosts);

        for (String who : List.of("Origin: http://evil.example", "Origin: null", "Sec-Fetch-Site: cross-site")) {
            assertThat(all.refusal(Head.get("Host: localhost; " + who), true)).isEmpty();
            assertThat(all.refusal(Head.get("Host: evil.example; " + who), false))
                    .isEmpty();
            assertThat(all.refusal(Head.get("Host: evil.example; " + who), true))
                    .isPresent();
        }
    }

    @Test
    void areToldWhatToSetAndNothingThatTheyMadeUp() {
        assertThat(pages.refusal(Head.get("Origin: http://evil.example"), false).orElseThrow())
                .isEqualTo("The web page at http://evil.example may not call Hydrant."
                        + " HYDRANT_ALLOWED_ORIGINS lists the origins of pages that may.");
        assertThat(pages.refusal(Head.get("Origin: <script>"), false).orElseThrow())
                .startsWith("This web page may not");
        assertThat(pages.refusal(Head.get("Host: Evil.example:4566"), true).orElseThrow())
                .contains("under the host name evil.example,", "HYDRANT_ALLOWED_HOSTS lists");
        assertThat(pages.refusal(Head.get("Host: <script>"), true).orElseThrow())
                .doesNotContain("script");
    }

    /** A GET with the given headers. */
    private record Head(Map<String, String> headers) implements RequestHead {
        static Head get(String headers) {
            return new Head(Arrays.stream(headers.split("; "))
                    .map(line -> line.split(":", 2))
                    .collect(Collectors.toMap(line -> line[0].toLowerCase(Locale.ROOT), line -> line[1].strip())));
        }

        @Override
        public String method() {
            return "GET";
        }

        @Override
        public String path() {
            return "/";
        }

        @Override
        public String query() {
            return "";
        }

        @Override
        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
        }
    }
}
