package io.hydrant.service.s3.embedded.api.wire;

import java.util.Map;
import java.util.Optional;

import io.hydrant.http.RequestHead;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class AddressTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
            HOST                              | PATH            | BUCKET  | KEY
            localhost:4566                    | /               | -       | -
            localhost:4566                    | /b              | b       | -
            localhost:4566                    | /b/             | b       | -
            localhost:4566                    | /b/k            | b       | k
            127.0.0.1:4566                    | /b//k/          | b       | /k/
            [::1]:4566                        | /b/a/../k       | b       | a/../k
            localhost                         | /b/a%20b+c%2Bd  | b       | a b+c+d
            localhost                         | /b/%C3%BC%25    | b       | ü%
            b.localhost:4566                  | /               | b       | -
            b.localhost:4566                  | /k/l            | b       | k/l
            my.b.localhost                    | //k             | my.b    | /k
            b.s3.eu-west-1.amazonaws.com      | /k              | b       | k
            b.s3.amazonaws.com                | /k              | b       | k
            b.s3-eu-west-1.amazonaws.com      | /k              | b       | k
            b.s3.localhost:4566               | /k              | b       | k
            s3.eu-west-1.amazonaws.com        | /b/k            | b       | k
            s3.localhost:4566                 | /b/k            | b       | k
            s3-eu-west-1.amazonaws.com        | /b/k            | b       | k
            hydrant:4566                      | /b/k            | b       | k
            B.LOCALHOST                       | /k              | b       | k
            """)
    void findsBucketAndKey(String host, String path, String bucket, String key) {
        Address address = Address.of(new Head(path, Map.of("Host", host)));

        assertThat(address.bucket().orElse("-")).isEqualTo(bucket);
        assertThat(address.key().orElse("-")).isEqualTo(key);
    }

    /** A head from literals. */
    private record Head(String path, Map<String, String> headers) implements RequestHead {
        @Override
        public String method() {
            return "GET";
        }

        @Override
        public String query() {
            return "";
        }

        @Override
        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }
    }
}
