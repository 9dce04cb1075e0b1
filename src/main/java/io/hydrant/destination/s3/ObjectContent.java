package io.hydrant.destination.s3;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

import io.hydrant.record.RecordBatch;

/** What stands in an object, before compression. */
interface ObjectContent {
    /** The records, joined with nothing between them. Recorded on AWS by others. */
    ObjectContent RECORDS = new ObjectContent() {
        @Override
        public long length(RecordBatch batch) {
            return batch.bytes();
        }

        @Override
        public void write(RecordBatch batch, OutputStream out) {
            batch.forEach((position, arrival, data, offset, length) -> {
                try {
                    out.write(data, offset, length);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    };

    /** How many bytes {@link #write} will write; 0 when that is not known. */
    long length(RecordBatch batch);

    /** Writes the whole batch to {@code out}, which stays open. */
    void write(RecordBatch batch, OutputStream out) throws IOException;
}
