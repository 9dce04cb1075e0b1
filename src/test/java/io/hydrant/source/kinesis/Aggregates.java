package io.hydrant.source.kinesis;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** Makes records as the Kinesis Producer Library does. */
public final class Aggregates {
    private Aggregates() {}

    /** One record that holds all of {@code users}, under one partition key. */
    public static byte[] of(String partitionKey, List<byte[]> users) {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        field(message, 1, partitionKey.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        for (byte[] user : users) {
            ByteArrayOutputStream record = new ByteArrayOutputStream();
            record.write(1 << 3);
            record.write(0);
            field(record, 3, user);
            field(message, 3, record.toByteArray());
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(new byte[] {(byte) 0xf3, (byte) 0x89, (byte) 0x9a, (byte) 0xc2});
        whole.writeBytes(message.toByteArray());
        whole.writeBytes(md5(message.toByteArray()));
        return whole.toByteArray();
    }

    private static void field(ByteArrayOutputStream to, int number, byte[] value) {
        to.write((number << 3) | 2);
        int length = value.length;
        while (length >= 128) {
            to.write((length & 127) | 128);
            length >>>= 7;
        }
        to.write(length);
        to.writeBytes(value);
    }

    private static byte[] md5(byte[] bytes) {
        try {
            return MessageDigest.getInstance("MD5").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
