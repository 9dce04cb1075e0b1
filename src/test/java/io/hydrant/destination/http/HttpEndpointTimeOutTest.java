package io.hydrant.destination.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import io.hydrant.destination.DeliveryResult;
import io.hydrant.http.client.HttpPoster;
import io.hydrant.record.RecordSet;
import io.hydrant.support.HttpReceiver;
import io.hydrant.support.HttpReceiver.Behaviour;
import io.hydrant.time.Pending;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.hydrant.destination.http.Endpoint.NOW;
import static io.hydrant.destination.http.Endpoint.batch;
import static org.assertj.core.api.Assertions.assertThat;

/** Endpoints that do not answer, and requests that cannot be sent. */
class HttpEndpointTimeOutTest {
    private final HttpReceiver receiver = HttpReceiver.start();
    private final HttpPoster poster = new HttpPoster();

    @AfterEach
    void close() {
        poster.close();
        receiver.close();
    }

    private Endpoint endpoint() {
        return new Endpoint(poster, receiver.url("/in"));
    }

    private static CompletableFuture<DeliveryResult> attempt(Endpoint endpoint) {
        return CompletableFuture.supplyAsync(() -> endpoint.open().begin().attempt(batch("one")));
    }

    private static DeliveryResult.Failed failed(CompletableFuture<DeliveryResult> outcome) throws Exception {
        return (DeliveryResult.Failed) outcome.get(60, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anEndpointHasThreeMinutesOfTheClockForItsWholeAnswer(boolean begins) throws Exception {
        Behaviour behaviour = begins ? HttpReceiver.stall() : HttpReceiver.hang();
        receiver.then(behaviour);
        Endpoint endpoint = endpoint();

        CompletableFuture<DeliveryResult> outcome = attempt(endpoint);
        receiver.next();
        assertThat(endpoint.time.pending())
                .containsExactly(new Pending(NOW.plusSeconds(180), "time out delivery of orders"));
        endpoint.time.advance(Duration.ofMinutes(3).minusMillis(1));
        assertThat(outcome).isNotDone();
        endpoint.time.advance(Duration.ofMillis(1));

        assertThat(failed(outcome))
                .isEqualTo(new DeliveryResult.Failed(
                        receiver.url("/in").toString(),
                        "HttpEndpoint.RequestTimeout",
                        "The endpoint did not answer within 3 minutes.",
                        DeliveryResult.Next.RETRY,
                        RecordSet.all(1)));
        assertThat(receiver.wasHungUpOn()).isTrue();
    }

    @Test
    void nothingWaitsOnceTheEndpointHasAnswered() throws Exception {
        Endpoint endpoint = endpoint();

        assertThat(attempt(endpoint).get(60, TimeUnit.SECONDS)).isInstanceOf(DeliveryResult.Delivered.class);

        assertThat(endpoint.time.pending()).isEmpty();
    }

    @Test
    void closingEndsWhatIsUnderWayAndSendsNothingMore() throws Exception {
        receiver.then(HttpReceiver.hang());
        Endpoint endpoint = endpoint();
        CompletableFuture<DeliveryResult> outcome = attempt(endpoint);
        receiver.next();

        poster.close();

        assertThat(failed(outcome).message()).isEqualTo("The connection broke off (Hydrant stopped it).");
        assertThat(receiver.wasHungUpOn()).isTrue();
        assertThat(failed(attempt(endpoint)).errorCode()).isEqualTo("HttpEndpoint.ConnectionReset");
        assertThat(receiver.waiting()).isZero();
        assertThat(endpoint.time.pending()).isEmpty();
    }

    @Test
    void anAbortEndsWhatIsUnderWayAndNothingElse() throws Exception {
        receiver.then(HttpReceiver.hang());
        Endpoint endpoint = endpoint();
        CompletableFuture<DeliveryResult> outcome = attempt(endpoint);
        receiver.next();

        poster.abort(arn -> arn.endsWith("/others"));
        assertThat(outcome).isNotDone();
        poster.abort(arn -> arn.endsWith("/orders"));

        assertThat(failed(outcome).errorCode()).isEqualTo("HttpEndpoint.ConnectionReset");
        assertThat(attempt(endpoint).get(60, TimeUnit.SECONDS)).isInstanceOf(DeliveryResult.Delivered.class);
    }

    @Test
    void anInterruptEndsTheRequestAndStaysVisible() throws Exception {
        receiver.then(HttpReceiver.hang());
        AtomicReference<DeliveryResult> outcome = new AtomicReference<>();
        AtomicReference<Boolean> interrupted = new AtomicReference<>();
        Thread worker = new Thread(() -> {
            outcome.set(endpoint().open().begin().attempt(batch("one")));
            interrupted.set(Thread.currentThread().isInterrupted());
        });
        worker.start();
        receiver.next();

        worker.interrupt();
        worker.join(60_000);

        assertThat(outcome.get()).isInstanceOfSatisfying(DeliveryResult.Failed.class, f -> assertThat(f.next())
                .isEqualTo(DeliveryResult.Next.RETRY));
        assertThat(interrupted.get()).isTrue();
        assertThat(receiver.wasHungUpOn()).isTrue();
    }

    @Test
    void aMachineThatDoesNotTakeTheConnectionIsGivenUpByTheWallsClock() throws Exception {
        List<Socket> crowd = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                HttpPoster impatient = new HttpPoster(Duration.ofMillis(200))) {
            while (connects(full, crowd)) {
                assertThat(crowd).hasSizeLessThan(50);
            }

            DeliveryResult outcome = new Endpoint(impatient, URI.create("http://localhost:" + full.getLocalPort()))
                    .open()
                    .begin()
                    .attempt(batch("one"));

            assertThat(outcome).isInstanceOfSatisfying(DeliveryResult.Failed.class, f -> {
                assertThat(f.errorCode()).isEqualTo("HttpEndpoint.ConnectionFailed");
                assertThat(f.message()).contains("timed out");
            });
        } finally {
            for (Socket socket : crowd) {
                socket.close();
            }
        }
    }

    private static boolean connects(ServerSocket server, List<Socket> crowd) throws IOException {
        Socket socket = new Socket();
        crowd.add(socket);
        try {
            socket.connect(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()), 300);
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://my_service/in?token=hidden",
                "https:///in?token=hidden",
                "https://localhost:99999/?token=hidden",
                "https://no-such-host.invalid/in?token=hidden"
            })
    void aUrlThatLeadsNowhereIsAFailedConnection(String url) {
        DeliveryResult outcome =
                new Endpoint(poster, URI.create(url)).open().begin().attempt(batch("one"));

        assertThat(outcome).isInstanceOfSatisfying(DeliveryResult.Failed.class, f -> {
            assertThat(f.errorCode()).isEqualTo("HttpEndpoint.ConnectionFailed");
            assertThat(f.next()).isEqualTo(DeliveryResult.Next.RETRY);
            assertThat(f.location() + f.message()).doesNotContain("hidden");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"line\nbreak", "日本"})
    void anAccessKeyThatAHeaderCannotCarryIsAFailedConnection(String key) {
        DeliveryResult outcome = endpoint().accessKey(key).open().begin().attempt(batch("one"));

        assertThat(outcome).isInstanceOfSatisfying(DeliveryResult.Failed.class, f -> {
            assertThat(f.errorCode()).isEqualTo("HttpEndpoint.ConnectionFailed");
            assertThat(f.message()).doesNotContain(key);
        });
        assertThat(receiver.waiting()).isZero();
    }
}
