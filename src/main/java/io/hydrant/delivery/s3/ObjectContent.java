package io.hydrant.delivery.s3;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

import io.hydrant.delivery.Parcel;

/** What stands in an object, before compression. */
interface ObjectContent {
    /** The records, joined with nothing between them. Recorded on AWS by others. */
    ObjectContent RECORDS = new ObjectContent() {
        @Override
        public long length(Parcel parcel) {
            return parcel.bytes();
        }

        @Override
        public void write(Parcel parcel, OutputStream out) {
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
    long length(Parcel parcel);

    /** Writes the whole parcel to {@code out}, which stays open. */
    void write(Parcel parcel, OutputStream out) throws IOException;
}
