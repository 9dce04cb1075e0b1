package io.hydrant.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.hydrant.support.ChildJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** The end of the process, told by SIGTERM while clients put without a pause. */
@Timeout(300)
class ShutdownIT {
    private static final int CLIENTS = 8;
    private static final int PUTS_BEFORE = 500;
    private static final Pattern READY = Pattern.compile("Hydrant .* on (http:\\S+)\\. Ready\\.");

    @Test
    void aStopUnderLoadAnswersWhatItHasBegun() throws Exception {
        Process process = start();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try (BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            URI endpoint = ready(output);
            assertThat(call(endpoint, "CreateDeliveryStream", CREATION)).startsWith("HTTP/1.1 200");
            CountDownLatch busy = new CountDownLatch(CLIENTS * PUTS_BEFORE);
            List<Future<Integer>> counts = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                counts.add(clients.submit(() -> putUntilTheEnd(endpoint, busy)));
            }
            assertThat(busy.await(120, TimeUnit.SECONDS)).isTrue();

            process.toHandle().destroy(); // SIGTERM; Process.destroy would also close the output

            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
            int answered = 0;
            for (Future<Integer> count : counts) {
                answered += count.get();
            }
            assertThat(answered).isGreaterThanOrEqualTo(CLIENTS * PUTS_BEFORE);
            assertThat(output.lines())
                    .contains("Hydrant has stopped.")
                    .noneMatch(line -> line.contains("ERROR") || line.contains("unanswered"));
        } finally {
            clients.shutdownNow();
            process.destroyForcibly();
        }
    }

    @Test
    void aStopSaysWhatItCouldNotDeliver() throws Exception {
        Process process = start();
        try (BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            URI endpoint = ready(output);
            assertThat(call(endpoint, "CreateDeliveryStream", CREATION)).startsWith("HTTP/1.1 200");
            for (int i = 0; i < 3; i++) {
                assertThat(call(endpoint, "PutRecord", PUT)).startsWith("HTTP/1.1 200");
            }

            process.toHandle().destroy();

            assertThat(output.lines().toList())
                    .anyMatch(line -> line.contains("WARN")
                            && line.endsWith("Not delivered before the stop stream=stopping records=3"))
                    .last()
                    .isEqualTo("Hydrant has stopped.");
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aStopSaysWhatTheNextStartDelivers(@TempDir Path folder) throws Exception {
        Process process = start(Map.of("HYDRANT_DATA_DIR", folder.toString()));
        try (BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            URI endpoint = ready(output);
            assertThat(call(endpoint, "CreateDeliveryStream", CREATION)).startsWith("HTTP/1.1 200");
            assertThat(call(endpoint, "PutRecord", PUT)).startsWith("HTTP/1.1 200");

            process.toHandle().destroy();

            assertThat(output.lines().toList())
                    .anyMatch(line ->
                            line.contains("INFO") && line.endsWith("Left for the next start stream=stopping records=1"))
                    .noneMatch(line -> line.contains("Not delivered before"))
                    .last()
                    .isEqualTo("Hydrant has stopped.");
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process start() throws IOException {
        return start(Map.of());
    }

    private static Process start(Map<String, String> settings) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(ChildJvm.ofClass("io.hydrant.Main", "--port", "0")).redirectErrorStream(true);
        builder.environment().putAll(settings);
        return builder.start();
    }

    private static final String CREATION =
            "{\"DeliveryStreamName\":\"stopping\",\"ExtendedS3DestinationConfiguration\":"
                    + "{\"RoleARN\":\"arn:aws:iam::000000000000:role/r\",\"BucketARN\":\"arn:aws:s3:::b\"}}";
    private static final String PUT = "{\"DeliveryStreamName\":\"stopping\",\"Record\":{\"Data\":\"d2F0ZXI=\"}}";

    private static URI ready(BufferedReader output) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher ready = READY.matcher(line);
            if (ready.matches()) {
                return URI.create(ready.group(1));
            }
        }
        throw new AssertionError("The process ended before it was ready");
    }

    /** Puts on one connection until the server closes it; every answer that begins has to be whole. Answers how many there were. */
    private static int putUntilTheEnd(URI endpoint, CountDownLatch busy) throws IOException {
        int answered = 0;
        try (Socket socket = connect(endpoint)) {
            while (true) {
                try {
                    socket.getOutputStream().write(request("PutRecord", PUT));
                } catch (SocketException closed) {
                    return answered;
                }
                String answer = answer(socket.getInputStream());
                if (answer.isEmpty()) {
                    return answered;
                }
                assertThat(answer).startsWith("HTTP/1.1 200").contains("\"RecordId\":\"", "\"Encrypted\":false");
                answered++;
                busy.countDown();
            }
        }
    }

    private static String call(URI endpoint, String operation, String body) throws IOException {
        try (Socket socket = connect(endpoint)) {
            socket.getOutputStream().write(request(operation, body));
            return answer(socket.getInputStream());
        }
    }

    private static Socket connect(URI endpoint) throws IOException {
        Socket socket = new Socket(endpoint.getHost(), endpoint.getPort());
        socket.setSoTimeout(60_000);
        return socket;
    }

    private static byte[] request(String operation, String body) {
        return ("POST / HTTP/1.1\r\nHost: x\r\nX-Amz-Target: Firehose_20150804." + operation
                        + "\r\nContent-Type: application/x-amz-json-1.1\r\nContent-Length: " + body.length()
                        + "\r\n\r\n"
                        + body)
                .getBytes(UTF_8);
    }

    /** A whole answer, or nothing when the connection was closed before one began. */
    private static String answer(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next;
            try {
                next = in.read();
            } catch (SocketException reset) {
                next = -1;
            }
            if (next < 0) {
                assertThat(head).as("half an answer").isEmpty();
                return "";
            }
            head.append((char) next);
        }
        Matcher length = Pattern.compile("Content-Length: (\\d+)").matcher(head);
        assertThat(length.find()).isTrue();
        byte[] body = in.readNBytes(Integer.parseInt(length.group(1)));
        assertThat(body).as("half an answer").hasSize(Integer.parseInt(length.group(1)));
        return head + new String(body, UTF_8);
    }
}
