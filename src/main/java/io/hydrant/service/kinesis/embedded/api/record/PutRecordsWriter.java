package io.hydrant.service.kinesis.embedded.api.record;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.hydrant.http.HttpResponse;
import io.hydrant.protocol.ErrorWriter;
import io.hydrant.service.kinesis.embedded.PutOutcome;
import io.hydrant.service.kinesis.embedded.stream.KinesisErrors;
import io.hydrant.service.kinesis.embedded.stream.SequenceDigits;
import io.hydrant.service.kinesis.embedded.stream.SequenceNumber;
import io.hydrant.service.kinesis.embedded.stream.StreamDescription;
import io.hydrant.service.kinesis.embedded.stream.StreamShard;
import org.jspecify.annotations.Nullable;

/** Writes the answer to a PutRecords without a tree. For one answer. */
final class PutRecordsWriter {
    private static final String BEGIN = "{\"SequenceNumber\":\"";
    private static final String SHARD = "\",\"ShardId\":\"";
    private static final String END = "\"},";

    /** About what an entry takes; those of refused records take more. */
    private static final int ENTRY = 128;

    /** Shards whose numbers are the same but for the rightmost bits share a place, and write their numbers anew in turn. */
    private static final int PLACES = 64;

    private final StreamDescription stream;
    private final @Nullable Entry[] entries = new @Nullable Entry[PLACES];
    private byte[] bytes;
    private int length;

    private PutRecordsWriter(StreamDescription stream, int count) {
        this.stream = stream;
        this.bytes = new byte[ENTRY * (count + 1)];
    }

    /** The answer to a put of one record or more. */
    static HttpResponse write(List<PutOutcome> outcomes, StreamDescription stream, String requestId) {
        PutRecordsWriter answer = new PutRecordsWriter(stream, outcomes.size());
        answer.add(stream.settings().key().isPresent() ? "{\"EncryptionType\":\"KMS\"," : "{");
        int failed = 0;
        for (PutOutcome outcome : outcomes) {
            failed += outcome instanceof PutOutcome.Throttled ? 1 : 0;
        }
        answer.add("\"FailedRecordCount\":" + failed + ",\"Records\":[");
        for (PutOutcome outcome : outcomes) {
            answer.add(outcome);
        }
        answer.length--; // the comma behind the last one
        answer.add("]}");
        return new HttpResponse(
                200,
                Map.of("Content-Type", ErrorWriter.JSON_1_1, ErrorWriter.REQUEST_ID, requestId),
                answer.bytes,
                answer.length);
    }

    private void add(PutOutcome outcome) {
        if (outcome instanceof PutOutcome.Kept kept) {
            add(entry(kept));
        } else {
            add("{\"ErrorCode\":\"ProvisionedThroughputExceededException\",\"ErrorMessage\":\""
                    + KinesisErrors.throughputText(outcome.shard().id(), stream) + END);
        }
    }

    private byte[] entry(PutOutcome.Kept kept) {
        StreamShard shard = kept.shard();
        int place = shard.number() % PLACES;
        Entry entry = entries[place];
        if (entry == null || entry.shard != shard.number()) {
            entry = new Entry(shard, kept.number());
            entries[place] = entry;
        } else {
            entry.digits.become(kept.number());
        }
        return entry.text;
    }

    /** The entry of the last record of a shard, whose number is moved on. */
    private static final class Entry {
        private final int shard;
        private final byte[] text;
        private final SequenceDigits digits;

        Entry(StreamShard shard, SequenceNumber number) {
            this.shard = shard.number();
            this.text = bytes(BEGIN + " ".repeat(SequenceDigits.LENGTH) + SHARD + shard.id() + END);
            this.digits = new SequenceDigits(text, BEGIN.length(), number);
        }
    }

    private void add(String text) {
        add(bytes(text));
    }

    private void add(byte[] text) {
        if (length + text.length > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length + text.length);
        }
        System.arraycopy(text, 0, bytes, length, text.length);
        length += text.length;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
