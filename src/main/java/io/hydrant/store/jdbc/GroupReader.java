package io.hydrant.store.jdbc;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import io.hydrant.store.LoggedChunk;
import io.hydrant.store.StoreException;

/**
 * Reads what {@link GroupIndex} writes, row by row. A row mostly begins with the same texts as the one before it, so these are
 * decoded once: a start may read a hundred thousand rows. Used by one thread.
 */
final class GroupReader {
    private byte[] bytes = new byte[0];
    private int at;

    /** The bytes with which the last row began, up to the end of its texts. */
    private byte[] head = new byte[0];

    private String[] texts = new String[0];

    /**
     * The chunks of the bytes.
     *
     * @throws StoreException when the bytes are none of this form
     */
    List<LoggedChunk> read(byte[] row) {
        bytes = row;
        at = 0;
        try {
            readTexts();
            return chunks();
        } catch (IOException | IndexOutOfBoundsException | NegativeArraySizeException e) {
            throw new StoreException("The store has a damaged group of records: " + e.getMessage() + ".", e);
        }
    }

    private void readTexts() throws IOException {
        if (bytes[0] != GroupIndex.FORMAT) {
            throw new StoreException("The store has a group of records in a form that is not known.");
        }
        if (head.length > 0
                && head.length <= bytes.length
                && Arrays.equals(bytes, 0, head.length, head, 0, head.length)) {
            at = head.length;
            return;
        }
        head = new byte[0]; // what follows may fail
        at = 1;
        texts = new String[(int) readNumber()];
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, at, bytes.length - at))) {
            for (int i = 0; i < texts.length; i++) {
                texts[i] = in.readUTF().intern();
            }
            at = bytes.length - in.available();
        }
        head = Arrays.copyOf(bytes, at);
    }

    private List<LoggedChunk> chunks() {
        int count = (int) readNumber();
        List<LoggedChunk> chunks = new ArrayList<>(Math.min(count, bytes.length));
        long last = 0;
        for (int i = 0; i < count; i++) {
            String owner = texts[(int) readNumber()];
            String queue = texts[(int) readNumber()];
            int key = (int) readNumber();
            boolean copied = bytes[at++] != 0;
            last += unzigzag(readNumber());
            chunks.add(new LoggedChunk(
                    owner,
                    queue,
                    copied,
                    Instant.ofEpochMilli(last),
                    readNumber(),
                    (int) readNumber(),
                    (int) readNumber(),
                    (int) readNumber(),
                    key == 0 ? Optional.empty() : Optional.of(texts[key - 1])));
        }
        return chunks;
    }

    private long readNumber() {
        long number = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = bytes[at++];
            number |= (next & 127L) << shift;
            if (next >= 0) {
                return number;
            }
        }
    }

    private static long unzigzag(long number) {
        return (number >>> 1) ^ -(number & 1);
    }
}
