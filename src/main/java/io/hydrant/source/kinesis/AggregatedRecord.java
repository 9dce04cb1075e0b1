package io.hydrant.source.kinesis;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A record in which the Kinesis Producer Library has put several user records: four bytes of its own, a message in protobuf, and the
 * MD5 sum of the message. Firehose opens such records of a Kinesis stream before all processors, and those that are put not at all.
 *
 * @see <a href="https://github.com/awslabs/amazon-kinesis-producer/blob/master/aggregation-format.md">KPL aggregated record format</a>
 */
public final class AggregatedRecord {
    private static final byte[] MAGIC = {(byte) 0xf3, (byte) 0x89, (byte) 0x9a, (byte) 0xc2};
    private static final int SUM = 16;

    private final List<String> partitionKeys = new ArrayList<>();
    private final List<String> explicitHashKeys = new ArrayList<>();
    private final List<ProtobufReader> records = new ArrayList<>();

    private AggregatedRecord() {}

    /**
     * One record as its producer put it: {@code length} bytes from {@code offset} on of the array that was opened.
     *
     * @param explicitHashKey chooses the shard in place of the partition key
     */
    public record UserRecord(String partitionKey, Optional<String> explicitHashKey, int offset, int length) {}

    /** The user records, in their order; empty if the bytes are no such record, so that they are one user record themselves. */
    public static Optional<List<UserRecord>> open(byte[] data, int offset, int length) {
        int end = offset + length - SUM;
        int start = offset + MAGIC.length;
        if (end < start
                || !Arrays.equals(data, offset, start, MAGIC, 0, MAGIC.length)
                || !Arrays.equals(data, end, end + SUM, sum(data, start, end), 0, SUM)) {
            return Optional.empty();
        }
        try {
            AggregatedRecord message = new AggregatedRecord();
            message.read(new ProtobufReader(data, start, end));
            return Optional.of(message.userRecords());
        } catch (ProtobufReader.MalformedException e) {
            return Optional.empty();
        }
    }

    private static byte[] sum(byte[] data, int from, int to) {
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            md5.update(data, from, to - from);
            return md5.digest();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void read(ProtobufReader message) {
        while (message.nextField()) {
            switch (message.field()) {
                case 1 -> partitionKeys.add(message.text());
                case 2 -> explicitHashKeys.add(message.text());
                case 3 -> records.add(message.message());
                default -> message.skip();
            }
        }
    }

    private List<UserRecord> userRecords() {
        List<UserRecord> users = new ArrayList<>(records.size());
        for (ProtobufReader record : records) {
            users.add(userRecord(record));
        }
        return users;
    }

    private UserRecord userRecord(ProtobufReader record) {
        Optional<String> partitionKey = Optional.empty();
        Optional<String> explicitHashKey = Optional.empty();
        Optional<ProtobufReader> data = Optional.empty();
        while (record.nextField()) {
            switch (record.field()) {
                case 1 -> partitionKey = Optional.of(at(partitionKeys, record.number()));
                case 2 -> explicitHashKey = Optional.of(at(explicitHashKeys, record.number()));
                case 3 -> data = Optional.of(record.message());
                default -> record.skip();
            }
        }
        ProtobufReader bytes = data.orElseThrow(ProtobufReader.MalformedException::new);
        return new UserRecord(
                partitionKey.orElseThrow(ProtobufReader.MalformedException::new),
                explicitHashKey,
                bytes.offset(),
                bytes.length());
    }

    private static String at(List<String> table, long index) {
        if (index < 0 || index >= table.size()) {
            throw new ProtobufReader.MalformedException();
        }
        return table.get((int) index);
    }
}
