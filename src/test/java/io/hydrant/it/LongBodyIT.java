package io.hydrant.it;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.stream.Stream;

import io.hydrant.Hydrant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.firehose.model.FirehoseException;
import software.amazon.awssdk.services.kms.model.KmsException;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** A body that is too long is refused in the service's own form, and a client that writes before it reads gets to see it. */
@Timeout(300)
class LongBodyIT {
    private static final String SENTENCE = "The body of the request is too long: it may have at most ";

    @RegisterExtension
    static final RunningHydrant running = new RunningHydrant();

    private final Hydrant hydrant = running.hydrant();
    private final ClientsOf clients = running.clients();

    static Stream<Arguments> doors() {
        return Stream.of(
                Arguments.of("/", "Firehose_20150804.PutRecord", "application/x-amz-json-1.1", "\"__type\":\"Requ"),
                Arguments.of("/", "TrentService.Encrypt", "application/x-amz-json-1.1", "\"__type\":\"RequestEnti"),
                Arguments.of("/", "Nobody.Call", "application/x-amz-json-1.1", "\"__type\":\"RequestEntityTooLarge"),
                Arguments.of("/", "", "application/x-www-form-urlencoded", "<Code>RequestEntityTooLarge</Code>"),
                Arguments.of("/_hydrant/clock", "", "application/json", "{\"error\":\""));
    }

    @ParameterizedTest
    @MethodSource("doors")
    void eachDoorSaysItInItsOwnForm(String path, String target, String type, String form) throws IOException {
        for (int mebibytes : new int[] {24, 40}) {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create(hydrant.endpoint() + path).toURL().openConnection();
            connection.setRequestMethod("POST");
            connection.setRequestProperty("Content-Type", type);
            if (!target.isEmpty()) {
                connection.setRequestProperty("X-Amz-Target", target);
            }
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(mebibytes << 20);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(new byte[mebibytes << 20]);
            }

            assertThat(connection.getResponseCode()).isEqualTo(413);
            assertThat(new String(connection.getErrorStream().readAllBytes(), UTF_8))
                    .contains(form, SENTENCE);
        }
    }

    @Test
    void theSdkPrintsTheSentence() {
        FirehoseException put = catchThrowableOfType(
                FirehoseException.class,
                () -> clients.firehose.putRecord(r -> r.deliveryStreamName("orders")
                        .record(d -> d.data(SdkBytes.fromByteArrayUnsafe(new byte[30 << 20])))));
        KmsException encrypt = catchThrowableOfType(
                KmsException.class,
                () -> clients.kms.encrypt(
                        r -> r.keyId("key").plaintext(SdkBytes.fromByteArrayUnsafe(new byte[18 << 20]))));

        assertThat(put.statusCode()).isEqualTo(413);
        assertThat(put.awsErrorDetails().errorCode()).isEqualTo("RequestEntityTooLargeException");
        assertThat(put.awsErrorDetails().errorMessage()).startsWith(SENTENCE);
        assertThat(put.numAttempts()).isEqualTo(1);
        assertThat(encrypt.awsErrorDetails().errorMessage()).startsWith(SENTENCE);
    }
}
