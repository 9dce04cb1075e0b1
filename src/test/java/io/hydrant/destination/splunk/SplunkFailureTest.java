package io.hydrant.destination.splunk;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;

import io.hydrant.http.client.Answer;
import io.hydrant.http.client.Secrets;
import io.hydrant.time.TimeOutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What answers, and the lack of one, are called. */
class SplunkFailureTest {
    private static final URI URL = URI.create("https://collector.example:8088/path?key=hidden");
    private static final Secrets SECRETS = Secrets.of(URL, "token");

    static Stream<Arguments> failures() {
        SSLHandshakeException otherName = new SSLHandshakeException("handshake");
        otherName.initCause(
                new CertificateException("No subject alternative DNS name matching collector.example found."));
        return Stream.of(
                arguments(new TimeOutException(), "ConnectionTimeout"),
                arguments(new HttpConnectTimeoutException("connect"), "ConnectionTimeout"),
                arguments(otherName, "SSLUnverified"),
                arguments(new SSLHandshakeException("PKIX path building failed"), "SSLHandshake"),
                arguments(new ConnectException("refused"), "InvalidEndpoint"),
                arguments(new IOException("token key=hidden"), "ConnectionClosed"),
                arguments(new ProtocolException("?"), "InvalidEndpoint"),
                arguments(new InterruptedException(), "ConnectionClosed"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aRequestThatIsNotAnsweredHasACode(Throwable failure, String code) {
        SplunkFailure called = SplunkFailure.of(failure, URL, SECRETS);

        assertThat(called.code()).isEqualTo("Splunk." + code);
        assertThat(called.message()).doesNotContain("token", "hidden");
    }

    @Test
    void aTextOfTheCollectorIsOnOneLineAndWithoutSecrets() {
        HecReply reply = reply("{\"text\":\"no\\ntoken\",\"code\":4}");

        assertThat(SplunkFailure.of(403, reply, SECRETS))
                .isEqualTo(new SplunkFailure(
                        "Splunk.InvalidToken",
                        "The HEC token is invalid: correct HECToken. The collector answered 403, code 4: no ***.",
                        true));
    }

    @Test
    void aReplyHasAnIdOrAcknowledgements() {
        assertThat(reply("{\"text\":\"Success\",\"code\":0,\"ackId\":7}").ackId())
                .contains(7L);
        assertThat(reply("{\"acks\":{\"7\":true,\"8\":false}}").acknowledged()).containsExactly(7L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "<html>", "[]", "{\"code\":0", "{\"acks\":{\"x\":true}}", "{} {}", "{\"code\":99999999999}"})
    void whatIsNoReplyIsNone(String body) {
        assertThat(reply(body).isJson()).isFalse();
    }

    private static HecReply reply(String body) {
        HttpHeaders headers = HttpHeaders.of(Map.of(), (name, value) -> true);
        return HecReply.of(new Answer(200, headers, body.getBytes(StandardCharsets.UTF_8), false));
    }
}
