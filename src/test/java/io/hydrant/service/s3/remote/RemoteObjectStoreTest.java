package io.hydrant.service.s3.remote;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.hydrant.aws.AccountId;
import io.hydrant.aws.Region;
import io.hydrant.aws.Scope;
import io.hydrant.service.s3.NewObject;
import io.hydrant.service.s3.ObjectBody;
import io.hydrant.service.s3.S3Exception;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkGlobalTime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(300)
class RemoteObjectStoreTest {
    private static final Scope SCOPE = new Scope(new AccountId("111122223333"), new Region("eu-west-1"));
    private static final String KMS_KEY = "arn:aws:kms:eu-west-1:111122223333:key/k";

    private final OtherS3 other = new OtherS3();
    private final RemoteObjectStore store = new RemoteObjectStore(other.uri());

    /** Clients of a Hydrant whose clock was moved have told all clients of this process another time. */
    @BeforeAll
    static void trustTheWall() {
        SdkGlobalTime.setGlobalTimeOffset(0);
    }

    @AfterEach
    void stop() {
        store.close();
        other.stop();
    }

    @Test
    void putsAnObjectPathStyleWithItsHeadersAndItsBytesAsTheyAre() {
        byte[] large = new byte[3 << 20];
        large[large.length - 1] = 7;

        store.put(object("a/b=c/d e+ü.gz", Optional.of("gzip"), Optional.of(KMS_KEY), new byte[] {1, 2}, large));

        assertThat(other.seen).singleElement().satisfies(request -> {
            assertThat(request.line).isEqualTo("PUT /lake/a/b%3Dc/d%20e%2B%C3%BC.gz");
            assertThat(request.body).hasSize(2 + large.length).startsWith(1, 2).endsWith(7);
            assertThat(request.header("Content-Type")).isEqualTo("application/octet-stream");
            assertThat(request.header("Content-Encoding")).isEqualTo("gzip");
            assertThat(request.header("x-amz-server-side-encryption")).isEqualTo("aws:kms");
            assertThat(request.header("x-amz-server-side-encryption-aws-kms-key-id"))
                    .isEqualTo(KMS_KEY);
            assertThat(request.header("Authorization")).contains("/eu-west-1/s3/aws4_request");
            assertThat(request.header("Expect")).isNull();
            assertThat(request.header("x-amz-acl")).isNull();
            assertThat(request.header("x-amz-trailer")).isNull();
        });
    }

    @Test
    void sendsNoHeaderForWhatAnObjectDoesNotHave() {
        store.put(object("k", Optional.empty(), Optional.empty(), new byte[0]));

        assertThat(other.seen).singleElement().satisfies(request -> {
            assertThat(request.body).isEmpty();
            assertThat(request.header("Content-Length")).isEqualTo("0");
            assertThat(request.header("Content-Encoding")).isNull();
            assertThat(request.header("x-amz-server-side-encryption")).isNull();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "404, NoSuchBucket, 1",
        "403, AccessDenied, 1",
        "400, KMS.NotFoundException, 1",
        "503, SlowDown, 2",
        "500, InternalError, 2"
    })
    void passesOnWhatTheOtherSideAnswered(int status, String code, int attempts) {
        other.answer(status, "<Error><Code>" + code + "</Code><Message>in short</Message></Error>");

        assertThatThrownBy(() -> store.put(object("k", Optional.empty(), Optional.empty(), new byte[] {1})))
                .isInstanceOfSatisfying(S3Exception.class, refused -> {
                    assertThat(refused.code()).isEqualTo(code);
                    assertThat(refused.httpStatus()).isEqualTo(status);
                    assertThat(refused.message()).isEqualTo("in short");
                    assertThat(refused).hasCauseInstanceOf(software.amazon.awssdk.core.exception.SdkException.class);
                });
        assertThat(other.seen).hasSize(attempts).allSatisfy(request -> assertThat(request.body)
                .containsExactly(1));
    }

    @Test
    void understandsAnAnswerThatIsNotS3s() {
        other.answer(502, "<html>Bad gateway</html>");

        assertThatThrownBy(() -> store.put(object("k", Optional.empty(), Optional.empty(), new byte[] {1})))
                .isInstanceOfSatisfying(S3Exception.class, refused -> assertThat(refused.httpStatus())
                        .isEqualTo(502));
    }

    @Test
    void saysWhoDoesNotAnswer() {
        other.stop();

        assertThatThrownBy(() -> store.put(object("k", Optional.empty(), Optional.empty(), new byte[] {1})))
                .isInstanceOfSatisfying(S3Exception.class, refused -> {
                    assertThat(refused.code()).isEqualTo("ConnectionFailed");
                    assertThat(refused.message()).contains(other.uri().toString());
                });
    }

    @ParameterizedTest
    @CsvSource({
        "s3.eu-west-1.amazonaws.com, true",
        "s3.cn-north-1.amazonaws.com.cn, true",
        "localhost, false",
        "amazonaws.com.example, false"
    })
    void knowsAwsByItsHost(String host, boolean aws) {
        assertThat(RemoteObjectStore.isAws(host)).isEqualTo(aws);
    }

    private static NewObject object(
            String key, Optional<String> contentEncoding, Optional<String> kmsKey, byte[]... parts) {
        return new NewObject(
                SCOPE, "lake", key, ObjectBody.of(parts), "application/octet-stream", contentEncoding, kmsKey);
    }

    /** What came in. */
    private record Seen(String line, Headers headers, byte[] body) {
        String header(String name) {
            return headers.getFirst(name);
        }
    }

    /** Answers every request the same and keeps it. */
    private static final class OtherS3 {
        private final List<Seen> seen = new CopyOnWriteArrayList<>();
        private final HttpServer server;
        private volatile int status = 200;
        private volatile String answer = "";

        OtherS3() {
            try {
                server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            server.createContext("/", this::handle);
            server.start();
        }

        URI uri() {
            return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        }

        void answer(int status, String body) {
            this.status = status;
            this.answer = body;
        }

        void stop() {
            server.stop(0);
        }

        private void handle(HttpExchange exchange) throws IOException {
            byte[] body = exchange.getRequestBody().readAllBytes();
            seen.add(new Seen(
                    exchange.getRequestMethod() + ' ' + exchange.getRequestURI(), exchange.getRequestHeaders(), body));
            byte[] bytes = answer.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        }
    }
}
