package io.hydrant.source.kinesis;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import io.hydrant.source.kinesis.AggregatedRecord.UserRecord;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class AggregatedRecordTest {
    /** Bytes and numbers of a protobuf message. */
    private static final class Message {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Message number(int field, long value) {
            varint((long) field << 3);
            varint(value);
            return this;
        }

        Message bytes(int field, byte[] value) {
            varint(((long) field << 3) | 2);
            varint(value.length);
            bytes.writeBytes(value);
            return this;
        }

        Message text(int field, String value) {
            return bytes(field, value.getBytes(UTF_8));
        }

        Message message(int field, Message value) {
            return bytes(field, value.bytes.toByteArray());
        }

        private void varint(long value) {
            long rest = value;
            while ((rest & ~0x7fL) != 0) {
                bytes.write((int) ((rest & 0x7f) | 0x80));
                rest >>>= 7;
            }
            bytes.write((int) rest);
        }

        /** As the producer library wraps it. */
        byte[] wrapped() {
            ByteArrayOutputStream record = new ByteArrayOutputStream();
            record.writeBytes(new byte[] {(byte) 0xf3, (byte) 0x89, (byte) 0x9a, (byte) 0xc2});
            record.writeBytes(bytes.toByteArray());
            try {
                record.writeBytes(MessageDigest.getInstance("MD5").digest(bytes.toByteArray()));
            } catch (NoSuchAlgorithmException e) {
                throw new AssertionError(e);
            }
            return record.toByteArray();
        }
    }

    private static Message example() {
        return new Message()
                .text(1, "key-a")
                .text(1, "key-b")
                .text(2, "170141183460469231731687303715884105728")
                .message(3, new Message().number(1, 0).text(3, "first"))
                .message(3, new Message().number(1, 1).number(2, 0).bytes(3, new byte[300]))
                .message(3, new Message().number(1, 0).text(3, "").message(4, new Message().text(1, "tag")));
    }

    @Test
    void theUserRecordsOfAnAggregateAreToldInTheirOrder() {
        byte[] record = example().wrapped();

        List<UserRecord> users = AggregatedRecord.open(record, 0, record.length).orElseThrow();

        assertThat(users).extracting(UserRecord::partitionKey).containsExactly("key-a", "key-b", "key-a");
        assertThat(users)
                .extracting(UserRecord::explicitHashKey)
                .containsExactly(
                        Optional.empty(), Optional.of("170141183460469231731687303715884105728"), Optional.empty());
        assertThat(new String(record, users.get(0).offset(), users.get(0).length(), UTF_8))
                .isEqualTo("first");
        assertThat(users).extracting(UserRecord::length).containsExactly(5, 300, 0);
    }

    @Test
    void tablesMayStandBehindTheRecordsAndUnknownFieldsArePassedOver() {
        byte[] record = new Message()
                .number(9, 300)
                .text(8, "unknown")
                .message(3, new Message().text(3, "x").number(1, 0))
                .text(1, "key")
                .wrapped();

        assertThat(AggregatedRecord.open(record, 0, record.length).orElseThrow())
                .extracting(UserRecord::partitionKey)
                .containsExactly("key");
    }

    @Test
    void anAggregateMayStandInsideOfAnArray() {
        byte[] record = example().wrapped();
        byte[] buffer = new byte[record.length + 20];
        System.arraycopy(record, 0, buffer, 11, record.length);

        UserRecord first =
                AggregatedRecord.open(buffer, 11, record.length).orElseThrow().get(0);

        assertThat(new String(buffer, first.offset(), first.length(), UTF_8)).isEqualTo("first");
    }

    @Test
    void whatIsNoAggregateIsOneUserRecord() {
        byte[] record = example().wrapped();
        for (int i = 0; i < record.length; i++) {
            byte[] damaged = record.clone();
            damaged[i] ^= 1;
            assertThat(AggregatedRecord.open(damaged, 0, damaged.length))
                    .as("byte %d", i)
                    .isEmpty();
            assertThat(AggregatedRecord.open(record, 0, i)).as("of %d bytes", i).isEmpty();
        }
        assertThat(AggregatedRecord.open("{\"a\":1}".getBytes(UTF_8), 0, 7)).isEmpty();
    }

    @Test
    void aMessageThatIsBrokenUnderARightSumIsOneUserRecord() {
        assertThat(opened(new Message().message(3, new Message().number(1, 0).text(3, "no such key"))))
                .isEmpty();
        assertThat(opened(new Message().text(1, "k").message(3, new Message().number(1, 0))))
                .isEmpty();
        assertThat(opened(new Message().text(1, "k").message(3, new Message().text(3, "no key"))))
                .isEmpty();
        assertThat(opened(new Message().number(1, 7))).isEmpty();
        assertThat(opened(new Message())).contains(List.of());
    }

    @Test
    void noBytesUnderARightSumBreakTheReader() {
        Random random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            Message noise = new Message();
            byte[] bytes = new byte[random.nextInt(24)];
            random.nextBytes(bytes);
            noise.bytes.writeBytes(bytes);
            noise.bytes.writeBytes(Arrays.copyOf(example().bytes.toByteArray(), random.nextInt(40)));
            opened(noise);
        }
    }

    private static Optional<List<UserRecord>> opened(Message message) {
        byte[] record = message.wrapped();
        return AggregatedRecord.open(record, 0, record.length);
    }
}
