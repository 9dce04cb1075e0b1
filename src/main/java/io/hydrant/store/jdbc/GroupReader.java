package io.hydrant.store.jdbc;

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
    private IndexBytes in = new IndexBytes(bytes, 0);

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
            in = new IndexBytes(bytes, head.length);
            return;
        }
        head = new byte[0]; // what follows may fail
        in = new IndexBytes(bytes, 1);
        texts = new String[(int) in.readNumber()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = in.readText();
        }
        head = Arrays.copyOf(bytes, in.at());
    }

    private List<LoggedChunk> chunks() {
        int count = (int) in.readNumber();
        List<LoggedChunk> chunks = new ArrayList<>(Math.min(count, bytes.length));
        long last = 0;
        for (int i = 0; i < count; i++) {
            String owner = texts[(int) in.readNumber()];
            String queue = texts[(int) in.readNumber()];
            int key = (int) in.readNumber();
            boolean copied = in.readByte() != 0;
            last += in.readSigned();
            chunks.add(new LoggedChunk(
                    owner,
                    queue,
                    copied,
                    Instant.ofEpochMilli(last),
                    in.readNumber(),
                    (int) in.readNumber(),
                    (int) in.readNumber(),
                    (int) in.readNumber(),
                    key == 0 ? Optional.empty() : Optional.of(texts[key - 1])));
        }
        return chunks;
    }
}
