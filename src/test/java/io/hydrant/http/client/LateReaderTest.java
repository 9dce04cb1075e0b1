package io.hydrant.http.client;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.hydrant.support.HttpReceiver;
import io.hydrant.time.TimeLimit;
import io.hydrant.time.VirtualTime;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Answers whose body is read when the reader says so. */
class LateReaderTest {
    @Test
    void theBodyIsReadOnceTheReaderBegins() throws Exception {
        VirtualTime time = new VirtualTime(Instant.EPOCH);
        CompletableFuture<Runnable> begin = new CompletableFuture<>();
        try (HttpReceiver receiver = HttpReceiver.start().always(HttpReceiver.padded(200, 300_000));
                HttpPoster poster = new HttpPoster()) {
            HttpRequest request = HttpRequest.newBuilder(receiver.url("/"))
                    .header("X-Amz-Firehose-Request-Id", "id")
                    .POST(HttpRequest.BodyPublishers.ofString("{}"))
                    .build();
            TimeLimit limit = new TimeLimit(time, time, Duration.ofMinutes(3), "time out", "");
            CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(() -> {
                try {
                    return poster.post(request, 1 << 20, limit, begin::complete);
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            });

            Runnable read = begin.get(60, TimeUnit.SECONDS);
            assertThat(answer).isNotDone();
            read.run();

            assertThat(answer.get(60, TimeUnit.SECONDS).body()).hasSize(300_000);
        }
    }
}
