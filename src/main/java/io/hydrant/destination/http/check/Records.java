package io.hydrant.destination.http.check;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The records that a check sends. Most are lines of JSON, because many endpoints read their records. */
final class Records {
    static final byte[] PLAIN = line("one record of a check");

    /** The largest record that a put takes. */
    static final int LARGEST = 1000 << 10;

    private Records() {}

    static List<byte[]> one() {
        return List.of(PLAIN);
    }

    static List<byte[]> some(int count) {
        return Collections.nCopies(count, PLAIN);
    }

    /** More records of {@code size} bytes than fit into any body of the sizes that are tried. */
    static List<byte[]> filling(int size, long bodyLimit) {
        return Collections.nCopies((int) (bodyLimit / size), sized(size));
    }

    static List<byte[]> largest() {
        return List.of(sized(LARGEST));
    }

    /** Each byte once, bytes that no UTF-8 has, and nothing at all. */
    static List<byte[]> binary() {
        byte[] each = new byte[256];
        for (int i = 0; i < each.length; i++) {
            each[i] = (byte) i;
        }
        return List.of(each, new byte[] {(byte) 0xC3, (byte) 0x28, (byte) 0xFF}, new byte[0]);
    }

    /** A record of no format between two good ones. */
    static List<byte[]> withABadOne() {
        return List.of(PLAIN, "{\"cut off in the".getBytes(StandardCharsets.UTF_8), PLAIN);
    }

    private static byte[] sized(int size) {
        byte[] frame = line("");
        byte[] padding = new byte[size - frame.length];
        Arrays.fill(padding, (byte) 'x');
        return line(new String(padding, StandardCharsets.US_ASCII));
    }

    private static byte[] line(String text) {
        return ("{\"hydrant\":\"" + text + "\"}\n").getBytes(StandardCharsets.UTF_8);
    }
}
