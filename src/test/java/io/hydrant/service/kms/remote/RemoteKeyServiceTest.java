package io.hydrant.service.kms.remote;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.hydrant.aws.AccountId;
import io.hydrant.aws.Arn;
import io.hydrant.aws.Caller;
import io.hydrant.service.kms.DataKey;
import io.hydrant.service.kms.GrantRef;
import io.hydrant.service.kms.KeyArn;
import io.hydrant.service.kms.KmsActor;
import io.hydrant.service.kms.KmsException;
import io.hydrant.service.kms.KmsFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(120)
class RemoteKeyServiceTest {
    private static final KeyArn KEY = new KeyArn("arn:aws:kms:eu-west-1:111122223333:key/k");
    private static final GrantRef GRANT = new GrantRef(KEY, "g-1", Optional.of("token-1"));
    private static final Arn STREAM = new Arn("aws", "firehose", "eu-west-1", "444455556666", "deliverystream/s");
    private static final KmsActor CALLER = new KmsActor.OnBehalfOf(Caller.root(new AccountId("444455556666")), STREAM);
    private static final KmsActor GRANTEE = new KmsActor.UnderGrant(GRANT, STREAM);
    private static final Map<String, String> CONTEXT = Map.of("aws:firehose:arn", "arn");

    private final OtherKms other = new OtherKms();
    private final RemoteKeyService kms = new RemoteKeyService(other.uri());

    @BeforeEach
    void start() {
        other.start();
    }

    @AfterEach
    void stop() {
        kms.close();
        other.stop();
    }

    @Test
    void createsAGrantForTheRootOfTheKeysAccountAsTheCaller() {
        other.answer(200, "{\"GrantId\":\"g-1\",\"GrantToken\":\"token-1\"}");

        GrantRef grant = kms.createGrant(CALLER, KEY, CONTEXT, "name-1");

        assertThat(grant).isEqualTo(GRANT);
        assertThat(other.seen)
                .singleElement()
                .asString()
                .contains(
                        "TrentService.CreateGrant",
                        "Credential=444455556666/",
                        "/eu-west-1/kms/",
                        "\"GranteePrincipal\":\"arn:aws:iam::111122223333:root\"",
                        "\"RetiringPrincipal\":\"arn:aws:iam::111122223333:root\"",
                        "\"EncryptionContextSubset\":{\"aws:firehose:arn\":\"arn\"}",
                        "\"Operations\":[\"Encrypt\",\"Decrypt\",\"GenerateDataKey\",\"DescribeKey\",\"RetireGrant\"]",
                        "\"Name\":\"name-1\"");
    }

    @Test
    void usesAKeyUnderItsGrantAsTheKeysAccount() {
        other.answer(200, "{\"Plaintext\":\"AAEC\",\"CiphertextBlob\":\"AwQF\",\"KeyId\":\"k\"}");

        try (DataKey key = kms.generateDataKey(GRANTEE, KEY, CONTEXT)) {
            assertThat(key.plaintext()).containsExactly(0, 1, 2);
            assertThat(key.ciphertextBlob()).containsExactly(3, 4, 5);
        }
        assertThat(kms.encrypt(GRANTEE, KEY, new byte[] {9}, CONTEXT)).containsExactly(3, 4, 5);
        assertThat(kms.decrypt(GRANTEE, KEY, new byte[] {9}, CONTEXT)).containsExactly(0, 1, 2);

        assertThat(other.seen).hasSize(3).allSatisfy(request -> assertThat(request)
                .contains("Credential=111122223333/", "\"GrantTokens\":[\"token-1\"]", "\"aws:firehose:arn\":\"arn\""));
        assertThat(other.seen.get(0)).contains("GenerateDataKey", "\"KeySpec\":\"AES_256\"");
    }

    @Test
    void retiresAGrantThatIsThereOrGone() {
        other.answer(200, "{}");
        assertThatCode(() -> kms.retireGrant(GRANTEE, GRANT)).doesNotThrowAnyException();
        assertThat(other.seen.get(0))
                .contains("RetireGrant", "\"GrantId\":\"g-1\"")
                .doesNotContain("DryRun");

        for (String gone : List.of("NotFoundException", "InvalidGrantIdException")) {
            other.answer(400, "{\"__type\":\"" + gone + "\"}");
            assertThatCode(() -> kms.retireGrant(GRANTEE, GRANT)).doesNotThrowAnyException();
            assertThatCode(() -> kms.checkRetire(GRANTEE, GRANT)).doesNotThrowAnyException();
        }
    }

    @Test
    void checksARetirementByADryRun() {
        other.answer(400, "{\"__type\":\"DryRunOperationException\",\"message\":\"would have worked\"}");
        assertThatCode(() -> kms.checkRetire(GRANTEE, GRANT)).doesNotThrowAnyException();
        assertThat(other.seen).singleElement().asString().contains("\"DryRun\":true");

        other.answer(400, "{\"__type\":\"AccessDeniedException\",\"message\":\"no\"}");
        assertThatThrownBy(() -> kms.checkRetire(GRANTEE, GRANT)).isInstanceOf(KmsException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "400,NotFoundException,KEY_NOT_FOUND",
        "400,DisabledException,KEY_DISABLED",
        "400,KMSInvalidStateException,KEY_INVALID_STATE",
        "400,AccessDeniedException,ACCESS_DENIED",
        "400,InvalidKeyUsageException,INVALID_KEY",
        "400,UnsupportedOperationException,INVALID_KEY",
        "400,ValidationException,INVALID_KEY",
        "400,InvalidArnException,INVALID_KEY",
        "400,OptInRequired,OPT_IN_REQUIRED",
        "400,LimitExceededException,LIMIT_EXCEEDED",
        "400,ThrottlingException,UNAVAILABLE",
        "500,KMSInternalException,UNAVAILABLE",
        "503,SlowDown,UNAVAILABLE",
        "400,SomethingElse,UNKNOWN"
    })
    void tellsTheFailuresOfKmsApart(int status, String code, KmsFailure failure) {
        other.answer(status, "{\"__type\":\"" + code + "\",\"message\":\"no\"}");

        assertThatThrownBy(() -> kms.generateDataKey(CALLER, KEY, CONTEXT))
                .isInstanceOfSatisfying(KmsException.class, e -> {
                    assertThat(e.failure()).isEqualTo(failure);
                    assertThat(e.errorCode()).isEqualTo(code);
                });
        assertThat(other.seen).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void isUnavailableWhenNobodyListens() {
        other.stop();

        assertThatThrownBy(() -> kms.generateDataKey(CALLER, KEY, CONTEXT))
                .isInstanceOfSatisfying(
                        KmsException.class, e -> assertThat(e.failure()).isEqualTo(KmsFailure.UNAVAILABLE));
    }

    @Test
    void isUnavailableWhenTheOtherSideHangs() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                RemoteKeyService hanging = new RemoteKeyService(
                        URI.create("http://127.0.0.1:" + silent.getLocalPort()), Duration.ofMillis(100))) {
            assertThatThrownBy(() -> hanging.generateDataKey(CALLER, KEY, CONTEXT))
                    .isInstanceOfSatisfying(
                            KmsException.class, e -> assertThat(e.failure()).isEqualTo(KmsFailure.UNAVAILABLE));
        }
    }

    @Test
    void cannotBeAskedForPermissionsAndNeverChangesItsEpoch() {
        assertThatThrownBy(() -> kms.allows(CALLER, KEY, "kms:Decrypt", CONTEXT))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(kms.epoch(KEY)).isZero();
    }

    @Test
    void tellsAwsFromOthersByTheHost() {
        assertThat(RemoteKeyService.isAws("kms.us-east-1.amazonaws.com")).isTrue();
        assertThat(RemoteKeyService.isAws("kms.cn-north-1.amazonaws.com.cn")).isTrue();
        assertThat(RemoteKeyService.isAws("notamazonaws.com")).isFalse();
        assertThat(RemoteKeyService.isAws("localhost")).isFalse();
    }

    /** A KMS that says what it is told to. */
    private static final class OtherKms {
        final List<String> seen = new CopyOnWriteArrayList<>();
        private final HttpServer server;
        private volatile int status = 200;
        private volatile String body = "{}";

        OtherKms() {
            try {
                server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        URI uri() {
            return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        }

        void start() {
            server.createContext("/", this::handle);
            server.start();
        }

        void stop() {
            server.stop(0);
        }

        void answer(int newStatus, String newBody) {
            status = newStatus;
            body = newBody;
        }

        private void handle(HttpExchange exchange) throws IOException {
            seen.add(exchange.getRequestHeaders().getFirst("X-Amz-Target")
                    + ' '
                    + exchange.getRequestHeaders().getFirst("Authorization")
                    + ' '
                    + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            byte[] bytes = body.getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        }
    }
}
