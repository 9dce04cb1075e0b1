package io.hydrant.store.jdbc;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.hydrant.store.KeptChunk;
import io.hydrant.store.KeptRow;
import io.hydrant.store.LoggedChunk;
import io.hydrant.store.StoreException;

/**
 * What is known of the chunks of a {@link JoinedRow}, as bytes. What all of them have together comes first, so a start reads no more
 * than that.
 */
final class JoinedIndex {
    static final int FORMAT = 2;

    private JoinedIndex() {}

    static byte[] write(JoinedRow row) {
        List<LoggedChunk> chunks = row.chunks();
        LoggedChunk first = chunks.get(0);
        long oldest = chunks.stream()
                .mapToLong(each -> each.arrival().toEpochMilli())
                .min()
                .orElseThrow();
        long newest = chunks.stream()
                .mapToLong(each -> each.arrival().toEpochMilli())
                .max()
                .orElseThrow();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            out.writeUTF(first.owner());
            out.writeUTF(first.queue());
            out.writeByte(first.copied() ? 1 : 0);
            out.writeByte(first.key().isPresent() ? 1 : 0);
            if (first.key().isPresent()) {
                out.writeUTF(first.key().get());
            }
            IndexBytes.writeNumber(out, row.last() - row.first());
            IndexBytes.writeNumber(out, chunks.size());
            IndexBytes.writeNumber(
                    out, chunks.stream().mapToLong(LoggedChunk::count).sum());
            IndexBytes.writeNumber(
                    out, chunks.stream().mapToLong(LoggedChunk::recordBytes).sum());
            IndexBytes.writeNumber(
                    out,
                    chunks.stream()
                            .mapToLong(each -> each.sequence() + each.count())
                            .max()
                            .orElseThrow());
            IndexBytes.writeSigned(out, oldest);
            IndexBytes.writeNumber(out, newest - oldest);
            writeEach(out, row, oldest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void writeEach(DataOutputStream out, JoinedRow row, long oldest) throws IOException {
        long place = row.first();
        long arrival = oldest;
        long sequence = 0;
        for (int i = 0; i < row.chunks().size(); i++) {
            LoggedChunk each = row.chunks().get(i);
            IndexBytes.writeNumber(out, row.place(i) - place);
            IndexBytes.writeSigned(out, each.arrival().toEpochMilli() - arrival);
            IndexBytes.writeSigned(out, each.sequence() - sequence);
            IndexBytes.writeNumber(out, each.count());
            IndexBytes.writeNumber(out, each.recordBytes());
            IndexBytes.writeNumber(out, each.length());
            place = row.place(i);
            arrival = each.arrival().toEpochMilli();
            sequence = each.sequence() + each.count();
        }
    }

    /**
     * The row of the bytes.
     *
     * @param first the place of its first chunk
     * @throws StoreException when the bytes are none of this form
     */
    static KeptRow read(long first, byte[] row) {
        IndexBytes in = new IndexBytes(row, 1);
        try {
            String owner = in.readText();
            String queue = in.readText();
            boolean copied = in.readByte() != 0;
            Optional<String> key = in.readByte() == 0 ? Optional.empty() : Optional.of(in.readText());
            long last = first + in.readNumber();
            int size = (int) in.readNumber();
            long records = in.readNumber();
            long recordBytes = in.readNumber();
            long nextSequence = in.readNumber();
            long oldest = in.readSigned();
            long newest = oldest + in.readNumber();
            int each = in.at();
            LoggedChunk like = new LoggedChunk(owner, queue, copied, Instant.ofEpochMilli(oldest), 0, size, 0, 0, key);
            return new KeptRow(
                    owner,
                    queue,
                    copied,
                    key,
                    first,
                    last,
                    size,
                    records,
                    recordBytes,
                    nextSequence,
                    Instant.ofEpochMilli(oldest),
                    Instant.ofEpochMilli(newest),
                    () -> chunks(new IndexBytes(row, each), like, first));
        } catch (IOException | IndexOutOfBoundsException e) {
            throw damaged(e);
        }
    }

    /** @param like has what all chunks have in common, with their number for its count */
    private static List<KeptChunk> chunks(IndexBytes in, LoggedChunk like, long first) {
        try {
            List<KeptChunk> chunks = new ArrayList<>();
            long place = first;
            long arrival = like.arrival().toEpochMilli();
            long sequence = 0;
            int offset = 0;
            for (int i = 0; i < like.count(); i++) {
                place += in.readNumber();
                arrival += in.readSigned();
                sequence += in.readSigned();
                LoggedChunk next = new LoggedChunk(
                        like.owner(),
                        like.queue(),
                        like.copied(),
                        Instant.ofEpochMilli(arrival),
                        sequence,
                        (int) in.readNumber(),
                        (int) in.readNumber(),
                        (int) in.readNumber(),
                        like.key());
                chunks.add(new KeptChunk(place, next, first, offset));
                sequence += next.count();
                offset += next.length();
            }
            return chunks;
        } catch (IndexOutOfBoundsException e) {
            throw damaged(e);
        }
    }

    private static StoreException damaged(Exception why) {
        return new StoreException("The store has a damaged group of records: " + why.getMessage() + ".", why);
    }
}
