package io.hydrant;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ControlMisuseTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            useHeadersInDisplayName = true,
            textBlock =
                    """
            METHOD | PATH                  | BODY                | STATUS | SAYS
            POST   | /_hydrant/reset       | {"stream":"orders"} | 400    | A reset takes no body; narrow it by ?account= or ?stream= in the query.
            POST   | /_hydrant/clock       | {"advance":10}      | 400    | Not a duration: '10'. Write PT24H, 24h, 5s or 500ms.
            DELETE | /_hydrant/clock       | {}                  | 404    | There is no control call DELETE /_hydrant/clock. There are GET /_hydrant/health
            GET    | /_hydrant             | {}                  | 404    | There is no control call GET /_hydrant.
            GET    | /_hydrant/events?typ= | {}                  | 400    | This call has no parameter 'typ'; it has account, region, since, stream, type.
            GET    | /_hydrant/clock?x=    | {}                  | 400    | This call has no parameter 'x'; it has account, region.
            PUT    | /_hydrant/resources   | []                  | 400    | The body must be a JSON object.
            PUT    | /_hydrant/resources   | {"enrich":5}        | 400    | "enrich\\" is refused: what stands for it is neither a text
            DELETE | /_hydrant/resources   |                     | 400    | ?name= says which name to remove.
            DELETE | /_hydrant/resources?name=x |                | 404    | The table has no name 'x'.
            POST   | /_hydrant/check-endpoint | {}               | 400    | url is missing: the URL of the endpoint to check.
            POST   | /_hydrant/check-endpoint | {"url":5}        | 400    | url is no text.
            POST   | /_hydrant/check-endpoint | {"url":"x"}      | 400    | url is no URL such as https://example.com/records
            POST   | /_hydrant/check-endpoint | {"uri":"http://localhost/"} | 400 | The check of an endpoint does not know 'uri'; it knows accessKey,
            POST   | /_hydrant/check-endpoint | []               | 400    | The body must be a JSON object.
            POST   | /_hydrant/check-endpoint?stream=x | {}      | 400    | This call has no parameter 'stream'; it has account, region.
            GET    | /_hydrant/check-endpoint |                  | 404    | There is no control call GET /_hydrant/check-endpoint.
            POST   | /_hydrant/resources   | {}                  | 404    | There is no control call POST /_hydrant/resources.
            """)
    void aWrongCallIsToldWhatWouldBeRight(String method, String path, @Nullable String body, int status, String says)
            throws IOException, InterruptedException {
        try (Hydrant hydrant = Hydrant.start()) {
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(hydrant.endpoint().resolve(path))
                                    .method(method, HttpRequest.BodyPublishers.ofString(body == null ? "" : body))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(answer.body()).contains(says);
        }
    }
}
