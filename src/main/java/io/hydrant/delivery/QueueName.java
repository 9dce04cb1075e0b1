package io.hydrant.delivery;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.hydrant.record.PartitionKeys;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The names of a stream's queues in a log. They hold from the first release that writes them. */
final class QueueName {
    static final String DESTINATION = "destination";
    static final String PROCESSING = "processing";
    static final String BACKUP = "backup";

    private static final String FAILURES = "failures ";
    private static final String PARTITION = "partition ";

    private QueueName() {}

    /** The queue of the lines for an output of failed records. */
    static String ofFailures(String output) {
        return FAILURES + output;
    }

    /** The output of failed records that a name stands for. */
    static Optional<String> failures(String name) {
        return name.startsWith(FAILURES) ? Optional.of(name.substring(FAILURES.length())) : Optional.empty();
    }

    /** The queue of a partition. */
    static String ofPartition(PartitionKeys keys) {
        return PARTITION + text(keys.fromQuery()) + '|' + text(keys.fromLambda());
    }

    /** The partition that a name stands for. */
    static Optional<PartitionKeys> partition(String name) {
        if (!name.startsWith(PARTITION)) {
            return Optional.empty();
        }
        String[] parts = name.substring(PARTITION.length()).split("\\|", -1);
        return Optional.of(new PartitionKeys(keys(parts[0]), keys(parts[1])));
    }

    private static String text(Map<String, String> keys) {
        StringBuilder text = new StringBuilder();
        keys.forEach((key, value) -> text.append(text.isEmpty() ? "" : "&")
                .append(URLEncoder.encode(key, UTF_8))
                .append('=')
                .append(URLEncoder.encode(value, UTF_8)));
        return text.toString();
    }

    private static Map<String, String> keys(String text) {
        Map<String, String> keys = new LinkedHashMap<>();
        for (String each : text.isEmpty() ? new String[0] : text.split("&", -1)) {
            int at = each.indexOf('=');
            keys.put(URLDecoder.decode(each.substring(0, at), UTF_8), URLDecoder.decode(each.substring(at + 1), UTF_8));
        }
        return keys;
    }
}
