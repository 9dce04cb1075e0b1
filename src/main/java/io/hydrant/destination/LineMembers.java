package io.hydrant.destination;

import java.time.Instant;

import io.hydrant.record.RecordBatch;

/** The members that only a destination knows, in the line of JSON about a record that it did not take. */
public interface LineMembers {
    /** Those before {@code rawData}: nothing, or members that each begin with a comma. */
    default String beforeData(RecordBatch batch, int position, Instant arrival) {
        return "";
    }

    /** Those after {@code rawData}: nothing, or members that each begin with a comma. */
    default String afterData(RecordBatch batch, int position, Instant arrival) {
        return "";
    }

    /** The same members at the end of each line. */
    static LineMembers last(String members) {
        return new LineMembers() {
            @Override
            public String afterData(RecordBatch batch, int position, Instant arrival) {
                return members;
            }
        };
    }
}
