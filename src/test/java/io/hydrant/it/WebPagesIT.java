package io.hydrant.it;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import io.hydrant.Hydrant;
import io.hydrant.support.WrittenRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.hydrant.support.WrittenRequest.contentType;
import static org.assertj.core.api.Assertions.assertThat;

/** Which web pages may call, on every service and the control API; the headers are those of Chromium 156. */
class WebPagesIT {
    private static final String ALLOWED = "https://app.example";
    private static final String NAME = "hydrant.mine.example";

    private static Hydrant hydrant;
    private static Hydrant open;

    @BeforeAll
    static void start() throws IOException {
        hydrant = Hydrant.start(Map.of("HYDRANT_ALLOWED_ORIGINS", ALLOWED, "HYDRANT_ALLOWED_HOSTS", NAME));
        open = Hydrant.start(Map.of("HYDRANT_ALLOWED_ORIGINS", "*"));
        assertThat(send(hydrant, "PUT /pages", "Host: x", "")).startsWith("HTTP/1.1 200");
        assertThat(send(hydrant, "PUT /pages/kept", "Host: x", "hello")).startsWith("HTTP/1.1 200");
    }

    @AfterAll
    static void stop() {
        hydrant.close();
        open.close();
    }

    /** One request for each endpoint, and the form of its refusal. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
            REQUEST                       | TARGET                                  | BODY       | REFUSAL
            POST /                        | Firehose_20150804.ListDeliveryStreams   | {}         | {"__type":"AccessDeniedException","Message":"
            POST /                        | Firehose_20150804.PutRecord             | {}         | {"__type":"AccessDeniedException","Message":"
            POST /                        | Firehose_20150804.PutRecordBatch        | {}         | {"__type":"AccessDeniedException","Message":"
            POST /                        | TrentService.ListKeys                   | {}         | {"__type":"AccessDeniedException","Message":"
            POST /                        | DynamoDB_20120810.ListTables            | {}         | {"__type":"AccessDeniedException","Message":"
            POST /                        | form                                    | Action=GetCallerIdentity&Version=2011-06-15 | <Error><Type>Sender</Type><Code>AccessDenied</Code><Message>
            OPTIONS /                     | none                                    | ''         | <AccessDeniedException>
            GET /                         | none                                    | ''         | <AccessDeniedException>
            GET /pages/kept               | none                                    | ''         | <Code>AccessDenied</Code><Message>
            GET /pages                    | none                                    | ''         | <Code>AccessDenied</Code><Message>
            OPTIONS /pages/kept           | none                                    | ''         | <Code>AccessDenied</Code><Message>
            PUT /pages/kept               | none                                    | changed    | <Code>AccessDenied</Code><Message>
            DELETE /pages/kept            | none                                    | ''         | <Code>AccessDenied</Code><Message>
            POST /_hydrant/reset          | none                                    | ''         | {"error":"
            POST /_hydrant/clock          | none                                    | {"advance":"24h"} | {"error":"
            POST /_hydrant/flush          | none                                    | ''         | {"error":"
            GET /_hydrant/events          | none                                    | ''         | {"error":"
            GET /_hydrant/deliveries      | none                                    | ''         | {"error":"
            GET /_hydrant/streams/orders  | none                                    | ''         | {"error":"
            GET /_hydrant/health          | none                                    | ''         | {"error":"
            GET /_hydrant                 | none                                    | ''         | {"error":"
            GET /metrics                  | none                                    | ''         | {"error":"
            GET /health                   | none                                    | ''         | {"error":"
            GET /_localstack/health       | none                                    | ''         | {"error":"
            """)
    void aForeignPageIsRefusedInTheFormOfEachService(String request, String target, String body, String refusal)
            throws IOException {
        for (String page : List.of(
                "Host: localhost:4566\r\nOrigin: http://evil.example\r\nSec-Fetch-Site: cross-site",
                "Host: evil.example:4566\r\nOrigin: http://evil.example:4566",
                "Host: localhost:4566\r\nOrigin: null",
                "Host: localhost:4566\r\nOrigin: http://localhost.evil.example",
                "Host: localhost:4566\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors")) {
            String answer = send(hydrant, request, page + contentType(target), body);

            assertThat(answer)
                    .as(page)
                    .startsWith("HTTP/1.1 403")
                    .contains(refusal, "HYDRANT_ALLOWED_")
                    .doesNotContain("Access-Control-");
        }
        assertThat(send(hydrant, "GET /pages/kept", "Host: x", "")).endsWith("\r\n\r\nhello");
        assertThat(hydrant.control().clock()).contains("\"offset\":\"PT0S\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: localhost\r\nOrigin: http://localhost:3000\r\nSec-Fetch-Site: same-site",
                "Host: localhost\r\nOrigin: https://127.0.0.1:8443\r\nSec-Fetch-Site: cross-site",
                "Host: localhost\r\nOrigin: http://[::1]",
                "Host: localhost\r\nOrigin: " + ALLOWED + "\r\nSec-Fetch-Site: cross-site",
                "Host: " + NAME + "\r\nOrigin: http://" + NAME
            })
    void pagesThatMayCallReadEveryAnswer(String page) throws IOException {
        String firehose = page + contentType("Firehose_20150804.ListDeliveryStreams");
        String preflight =
                page + "\r\nAccess-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: x-amz-target";

        assertThat(send(hydrant, "POST /", firehose, "{}"))
                .startsWith("HTTP/1.1 200")
                .contains("Access-Control-Allow-Origin: *\r\n");
        assertThat(send(hydrant, "POST /", firehose, "{")).contains("Access-Control-Allow-Origin: *\r\n");
        assertThat(send(hydrant, "OPTIONS /", preflight, ""))
                .startsWith("HTTP/1.1 200")
                .contains("Access-Control-Allow-Origin: *\r\n", "Access-Control-Allow-Headers: x-amz-target\r\n");
        assertThat(send(hydrant, "GET /pages/kept", page, "")).endsWith("\r\n\r\nhello");
        assertThat(send(hydrant, "POST /_hydrant/clock", page, "{\"freeze\":false}"))
                .startsWith("HTTP/1.1 200")
                .doesNotContain("Access-Control-");
    }

    /** A page whose own name leads to this machine sends neither {@code Origin} nor {@code Sec-Fetch-Site} with a GET. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /_hydrant/events",
                "GET /_hydrant/clock",
                "GET /_hydrant/health",
                "GET /_hydrant/ready",
                "GET /_hydrant",
                "GET /_hydrant/none",
                "GET /metrics",
                "POST /_hydrant/reset"
            })
    void theControlApiDoesNotAnswerUnderANameThatSomebodyCanOwn(String request) throws IOException {
        for (String host : List.of("evil.example:4566", "127.0.0.1.evil.example", "localhost.localstack.cloud:4566")) {
            assertThat(send(hydrant, request, "Host: " + host, ""))
                    .as(host)
                    .startsWith("HTTP/1.1 403")
                    .contains("{\"error\":\"Hydrant's control API does not answer", "HYDRANT_ALLOWED_HOSTS");
            assertThat(send(open, request, "Host: " + host, "")).as(host).startsWith("HTTP/1.1 403");
        }
        assertThat(send(hydrant, "GET /pages/kept", "Host: x", "")).endsWith("\r\n\r\nhello");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1:4566",
                "[::1]:4566",
                "192.168.1.20",
                "localhost",
                "hydrant:4566",
                "host.docker.internal:4566",
                "host.testcontainers.internal",
                "hydrant.default.svc.cluster.local",
                NAME
            })
    void theControlApiAnswersUnderNamesThatNobodyElseCanOwn(String host) throws IOException {
        assertThat(send(hydrant, "GET /_hydrant/clock", "Host: " + host, "")).startsWith("HTTP/1.1 200");
        assertThat(send(hydrant, "GET /metrics", "Host: " + host, "")).startsWith("HTTP/1.1 200");
    }

    @Test
    void servicesAndHealthAnswerUnderAnyName() throws IOException {
        for (String host : List.of("evil.example:4566", "localhost.localstack.cloud", "kms.us-east-1.amazonaws.com")) {
            String head = "Host: " + host;
            assertThat(send(hydrant, "POST /", head + contentType("TrentService.ListKeys"), "{}"))
                    .startsWith("HTTP/1.1 200")
                    .doesNotContain("Access-Control-");
            assertThat(send(
                            hydrant,
                            "POST /",
                            head + contentType("form"),
                            "Action=GetCallerIdentity&Version=2011-06-15"))
                    .startsWith("HTTP/1.1 200");
            assertThat(send(hydrant, "GET /pages/kept", head, "")).endsWith("\r\n\r\nhello");
            assertThat(send(hydrant, "GET /health", head, "")).startsWith("HTTP/1.1 200");
            assertThat(send(hydrant, "GET /_localstack/health", head, "")).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void everyPageMayCallWhereTheSettingSaysSo() throws IOException {
        String page = "Host: localhost\r\nOrigin: http://evil.example\r\nSec-Fetch-Site: cross-site";

        assertThat(send(open, "POST /", page + contentType("TrentService.ListKeys"), "{}"))
                .startsWith("HTTP/1.1 200")
                .contains("Access-Control-Allow-Origin: *\r\n");
        assertThat(send(open, "OPTIONS /", page + "\r\nAccess-Control-Request-Method: POST", ""))
                .startsWith("HTTP/1.1 200");
        assertThat(send(open, "POST /_hydrant/clock", page, "{\"freeze\":false}"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void theNameThatTheServerListensOnIsItsOwn() {
        try (Hydrant named = Hydrant.start(Map.of("HYDRANT_HOST", "localhost"))) {
            assertThat(named.control().clock()).contains("now");
        }
    }

    /** A page that sends much before it reads is answered all the same, and the connection of a small one is kept. */
    @Test
    void aRefusedPageIsAnsweredBeforeItsBodyIsRead() throws IOException {
        String page = "Host: localhost\r\nOrigin: http://evil.example";

        assertThat(send(hydrant, "PUT /pages/large", page, "y".repeat(4 << 20))).startsWith("HTTP/1.1 403");
        assertThat(send(hydrant, "PUT /pages/invited", page + "\r\nExpect: 100-continue", "hello"))
                .startsWith("HTTP/1.1 403");
        assertThat(send(hydrant, "GET /pages/large", "Host: x", "")).startsWith("HTTP/1.1 404");
    }

    private static String send(Hydrant server, String request, String headers, String body) throws IOException {
        return WrittenRequest.send(server.endpoint(), request, headers, body);
    }
}
