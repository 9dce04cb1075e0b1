package io.hydrant.firehose.stream;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import io.hydrant.delivery.Waiting;
import io.hydrant.destination.Purpose;
import io.hydrant.record.RecordBatch;
import io.hydrant.record.RecordBuffer;
import io.hydrant.record.RecordDecryptor;

/** A look into the buffers of a stream. */
public final class Buffered {
    private Buffered() {}

    /** The bytes of the records that have not arrived at the destination, a copy per put: sealed where a key was in force. */
    public static List<byte[]> stored(LiveStream stream) {
        return stream.waiting(Purpose.DESTINATION).stream()
                .flatMap(waiting -> waiting.chunks().stream())
                .map(c -> Arrays.copyOfRange(c.data(), c.offset(), c.offset() + c.length()))
                .toList();
    }

    /** The records that have not arrived at the destination and lie in the clear. */
    public static List<byte[]> clear(LiveStream stream) {
        List<byte[]> records = new ArrayList<>();
        for (Waiting waiting : stream.waiting(Purpose.DESTINATION)) {
            for (RecordBuffer.Chunk chunk : waiting.chunks()) {
                if (chunk.sealedUnder() == null) {
                    new RecordBatch(new UUID(0, 0), List.of(chunk), RecordDecryptor.NOTHING_SEALED)
                            .forEach((position, arrival, data, offset, length) ->
                                    records.add(Arrays.copyOfRange(data, offset, offset + length)));
                }
            }
        }
        return records;
    }

    /**
     * The records that have not arrived at the destination, or the copies that have not arrived at the backup: in the clear,
     * oldest first.
     *
     * @throws RecordDecryptor.UnopenableException while the key of one cannot be used
     */
    public static List<byte[]> opened(LiveStream stream, Purpose purpose) {
        List<byte[]> records = new ArrayList<>();
        try (RecordDecryptor opener = stream.opener()) {
            for (Waiting waiting : stream.waiting(purpose)) {
                new RecordBatch(new UUID(0, 0), waiting.chunks(), opener)
                        .only(waiting.remaining())
                        .forEach((position, arrival, data, offset, length) ->
                                records.add(Arrays.copyOfRange(data, offset, offset + length)));
            }
        }
        return records;
    }
}
