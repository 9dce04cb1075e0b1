package io.hydrant.store.jdbc;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.hydrant.store.LoggedChunk;
import io.hydrant.store.StoreException;

/** What is known of the chunks of one row, as bytes. Texts stand once, numbers take as few bytes as they need. */
final class GroupIndex {
    private static final int FORMAT = 1;

    private GroupIndex() {}

    static byte[] write(List<LoggedChunk> chunks) {
        Map<String, Integer> texts = new LinkedHashMap<>();
        for (LoggedChunk each : chunks) {
            texts.putIfAbsent(each.owner(), texts.size());
            texts.putIfAbsent(each.queue(), texts.size());
            each.key().ifPresent(key -> texts.putIfAbsent(key, texts.size()));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            writeNumber(out, texts.size());
            for (String text : texts.keySet()) {
                out.writeUTF(text);
            }
            writeNumber(out, chunks.size());
            long last = 0;
            for (LoggedChunk each : chunks) {
                writeNumber(out, texts.getOrDefault(each.owner(), 0));
                writeNumber(out, texts.getOrDefault(each.queue(), 0));
                writeNumber(
                        out, each.key().map(texts::get).map(text -> text + 1).orElse(0));
                out.writeByte(each.copied() ? 1 : 0);
                long arrival = each.arrival().toEpochMilli();
                writeNumber(out, zigzag(arrival - last));
                last = arrival;
                writeNumber(out, each.sequence());
                writeNumber(out, each.count());
                writeNumber(out, each.recordBytes());
                writeNumber(out, each.length());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * The chunks of the bytes.
     *
     * @throws StoreException when the bytes are none of this form
     */
    static List<LoggedChunk> read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readByte() != FORMAT) {
                throw new StoreException("The store has a group of records in a form that is not known.");
            }
            String[] texts = new String[(int) readNumber(in)];
            for (int i = 0; i < texts.length; i++) {
                texts[i] = in.readUTF().intern();
            }
            int count = (int) readNumber(in);
            List<LoggedChunk> chunks = new ArrayList<>(count);
            long last = 0;
            for (int i = 0; i < count; i++) {
                String owner = texts[(int) readNumber(in)];
                String queue = texts[(int) readNumber(in)];
                int key = (int) readNumber(in);
                boolean copied = in.readByte() != 0;
                last += unzigzag(readNumber(in));
                chunks.add(new LoggedChunk(
                        owner,
                        queue,
                        copied,
                        Instant.ofEpochMilli(last),
                        readNumber(in),
                        (int) readNumber(in),
                        (int) readNumber(in),
                        (int) readNumber(in),
                        key == 0 ? Optional.empty() : Optional.of(texts[key - 1])));
            }
            return chunks;
        } catch (IOException | IndexOutOfBoundsException | NegativeArraySizeException e) {
            throw new StoreException("The store has a damaged group of records: " + e.getMessage() + ".", e);
        }
    }

    /** Seven bits a byte, the lowest first. */
    private static void writeNumber(DataOutputStream out, long number) throws IOException {
        long left = number;
        while ((left & ~127L) != 0) {
            out.writeByte((int) ((left & 127) | 128));
            left >>>= 7;
        }
        out.writeByte((int) left);
    }

    private static long readNumber(DataInputStream in) throws IOException {
        long number = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.readByte();
            number |= (next & 127L) << shift;
            if (next >= 0) {
                return number;
            }
        }
    }

    private static long zigzag(long number) {
        return (number << 1) ^ (number >> 63);
    }

    private static long unzigzag(long number) {
        return (number >>> 1) ^ -(number & 1);
    }
}
