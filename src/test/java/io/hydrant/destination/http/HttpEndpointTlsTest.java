package io.hydrant.destination.http;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import javax.net.ServerSocketFactory;

import io.hydrant.destination.DeliveryResult;
import io.hydrant.http.client.HttpPoster;
import io.hydrant.support.HttpReceiver;
import io.hydrant.support.SelfSigned;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.hydrant.destination.http.Endpoint.batch;
import static org.assertj.core.api.Assertions.assertThat;

/** Whose certificates are believed. */
class HttpEndpointTlsTest {
    @Test
    void believesAnyCertificateOnTheLoopbackAddressAndNoSelfSignedOneElsewhere(@TempDir Path folder) throws Exception {
        ServerSocketFactory sockets = SelfSigned.sockets(folder, "somebody-else.example");
        try (HttpReceiver receiver = HttpReceiver.startTls(sockets);
                HttpPoster poster = new HttpPoster()) {
            for (String host : List.of("localhost", "127.0.0.1")) {
                assertThat(post(poster, host, receiver)).isInstanceOf(DeliveryResult.Delivered.class);
                assertThat(receiver.next().records()).containsExactly("secret");
            }

            DeliveryResult elsewhere = post(poster, "0.0.0.0", receiver);

            assertThat(elsewhere).isInstanceOfSatisfying(DeliveryResult.Failed.class, failed -> {
                assertThat(failed.errorCode()).isEqualTo("HttpEndpoint.ConnectionFailed");
                assertThat(failed.message()).contains("PKIX path building failed");
                assertThat(failed.next()).isEqualTo(DeliveryResult.Next.RETRY);
            });
            assertThat(receiver.waiting()).isZero();
        }
    }

    @Test
    void cannotSpeakTlsToAnEndpointThatDoesNot() {
        try (HttpReceiver receiver = HttpReceiver.start();
                HttpPoster poster = new HttpPoster()) {
            receiver.then(HttpReceiver.raw("HTTP/1.1 400 Bad Request\r\n\r\n"));

            assertThat(post(poster, "localhost", receiver))
                    .isInstanceOfSatisfying(DeliveryResult.Failed.class, failed -> assertThat(failed.errorCode())
                            .isEqualTo("HttpEndpoint.ConnectionFailed"));
        }
    }

    private static DeliveryResult post(HttpPoster poster, String host, HttpReceiver receiver) {
        URI url = URI.create("https://" + host + ":" + receiver.port() + "/in");
        return new Endpoint(poster, url).open().begin().attempt(batch("secret"));
    }
}
