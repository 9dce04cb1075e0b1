package io.hydrant.it;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

/** A process with the heap of a container of 512 MB, under more than it can hold: every request is answered. */
@Timeout(600)
class MemoryPressureIT {
    private static final int MIB = 1 << 20;
    private static final String CREATION =
            "{\"DeliveryStreamName\":\"pressed\",\"ExtendedS3DestinationConfiguration\":{\"BufferingHints\":"
                    + "{\"IntervalInSeconds\":60,\"SizeInMBs\":1},\"RoleARN\":\"arn:aws:iam::000000000000:role/r\","
                    + "\"BucketARN\":\"arn:aws:s3:::full\"}}";
    private static final byte[] PUT =
            "{\"DeliveryStreamName\":\"pressed\",\"Record\":{\"Data\":\"d2F0ZXI=\"}}".getBytes(ISO_8859_1);

    private final ExecutorService clients = Executors.newCachedThreadPool();

    @Test
    void everyRequestIsAnsweredWhenAllSharesAreUsedUp() throws Exception {
        try (ChildProcess child = ChildProcess.start("-Xmx128m")) {
            URI endpoint = child.endpoint();
            assertThat(status(endpoint, "PUT /full", new byte[0])).isEqualTo(200);
            assertThat(status(endpoint, firehose("CreateDeliveryStream"), CREATION.getBytes(ISO_8859_1)))
                    .isEqualTo(200);

            Map<Integer, Integer> objects = new TreeMap<>();
            for (int i = 0; i < 60; i++) {
                objects.merge(status(endpoint, "PUT /full/o" + i, new byte[5 * MIB]), 1, Integer::sum);
            }
            RawHttp.Answer full = RawHttp.exchange(endpoint, "PUT /full/more", new byte[5 * MIB]);
            byte[] record = record(16);
            byte[] list = list(16);
            Map<Integer, Integer> long30 = together(12, () -> status(endpoint, "PUT /full/long", new byte[30 * MIB]));
            Map<Integer, Integer> json = together(24, () -> status(endpoint, firehose("PutRecord"), record));
            Map<Integer, Integer> lists = together(24, () -> status(endpoint, firehose("PutRecordBatch"), list));

            assertThat(objects.keySet()).containsExactly(200, 503);
            assertThat(full.status()).isEqualTo(503);
            assertThat(full.body()).contains("<Code>SlowDown</Code>", "HYDRANT_S3_BYTES", "HYDRANT_S3_DIR");
            assertThat(long30.keySet()).containsOnly(503);
            assertThat(json.keySet()).isSubsetOf(400, 503);
            assertThat(lists.keySet()).isSubsetOf(400, 503);

            assertThat(status(endpoint, firehose("PutRecord"), PUT))
                    .as("puts go on")
                    .isEqualTo(200);
            assertThat(RawHttp.exchange(endpoint, "POST /_hydrant/flush", new byte[0])
                            .status())
                    .as("a delivery of a few bytes has room")
                    .isEqualTo(200);
            assertThat(status(endpoint, "DELETE /full/o0", new byte[0])).isEqualTo(204);
            assertThat(status(endpoint, "PUT /full/o0", new byte[5 * MIB]))
                    .as("what is deleted makes room")
                    .isEqualTo(200);
            assertThat(used(endpoint, "bodies")).isZero();
            assertThat(used(endpoint, "objects")).isPositive();

            List<String> output = child.stop();
            assertThat(output)
                    .noneMatch(line -> line.contains("OutOfMemoryError") || line.contains(" ERROR "))
                    .filteredOn(line -> line.contains("HYDRANT_S3_BYTES"))
                    .as("told once, not for every request")
                    .hasSizeLessThanOrEqualTo(2)
                    .isNotEmpty();
        } finally {
            clients.shutdownNow();
        }
    }

    private Map<Integer, Integer> together(int count, Callable<Integer> request) throws Exception {
        List<Future<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            answers.add(clients.submit(request));
        }
        Map<Integer, Integer> statuses = new TreeMap<>();
        for (Future<Integer> answer : answers) {
            statuses.merge(answer.get(), 1, Integer::sum);
        }
        return statuses;
    }

    private static int status(URI endpoint, String head, byte[] body) throws IOException {
        RawHttp.Answer answer = RawHttp.exchange(endpoint, head, body);
        if (answer.status() >= 400) {
            assertThat(answer.body())
                    .as("an error of status " + answer.status())
                    .isNotBlank();
        }
        return answer.status();
    }

    private static String firehose(String operation) {
        return "POST / HTTP/1.1\r\nX-Amz-Target: Firehose_20150804." + operation
                + "\r\nContent-Type: application/x-amz-json-1.1";
    }

    private static byte[] record(int mebibytes) {
        String head = "{\"DeliveryStreamName\":\"pressed\",\"Record\":{\"Data\":\"";
        return (head + "A".repeat(mebibytes * MIB - head.length() - 4) + "\"}}").getBytes(ISO_8859_1);
    }

    private static byte[] list(int mebibytes) {
        String head = "{\"DeliveryStreamName\":\"pressed\",\"Records\":[";
        String each = "{\"Data\":\"\"},";
        int count = (mebibytes * MIB - head.length() - 4) / each.length();
        return (head + each.repeat(count) + "{}]}").getBytes(ISO_8859_1);
    }

    static long used(URI endpoint, String share) throws IOException {
        String metrics = RawHttp.exchange(endpoint, "GET /metrics", new byte[0]).body();
        Matcher used = Pattern.compile("hydrant_memory_used_bytes\\{share=\"" + share + "\"} (\\S+)")
                .matcher(metrics);
        assertThat(used.find()).isTrue();
        return (long) Double.parseDouble(used.group(1));
    }
}
