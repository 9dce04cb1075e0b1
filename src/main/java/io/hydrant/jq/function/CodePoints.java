package io.hydrant.jq.function;

/** Counts the code points in front of places of a text in UTF-8; from one place to the next it counts what lies between. */
final class CodePoints {
    private final byte[] bytes;
    private int at;
    private int count;

    CodePoints(byte[] bytes) {
        this.bytes = bytes;
    }

    int before(int place) {
        while (at < place) {
            count += isFirst(at++) ? 1 : 0;
        }
        while (at > place) {
            count -= isFirst(--at) ? 1 : 0;
        }
        return count;
    }

    private boolean isFirst(int index) {
        return (bytes[index] & 0xc0) != 0x80;
    }
}
