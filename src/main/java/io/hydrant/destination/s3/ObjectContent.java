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
        public long length(RecordBatch parcel) {
            return parcel.bytes();
        }

        @Override
        public void write(RecordBatch parcel, OutputStream out) {
            parcel.forEach((arrival, data, offset, length) -> {
                try {
                    out.write(data, offset, length);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    };

    /** How many bytes {@link #write} will write; 0 when that is not known. */
    long length(RecordBatch parcel);

    /** Writes the whole parcel to {@code out}, which stays open. */
    void write(RecordBatch parcel, OutputStream out) throws IOException;
}
