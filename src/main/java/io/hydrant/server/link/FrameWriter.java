package io.hydrant.server.link;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;
import org.xnio.conduits.ConduitStreamSinkChannel;

/** Makes bytes of frames, and gives a connection as many as it takes. For its I/O thread. */
final class FrameWriter {
    private static final int BUFFER_BYTES = 64 * 1024;

    /** Longer bodies are written from where they lie. */
    private static final int COPIED = 8 * 1024;

    /** Of an array. Java copies all that it is given, however little the connection takes then. */
    private static final int AT_ONCE = 128 * 1024;

    private static final int PIECES = 2;

    private final Deque<Piece> out = new ArrayDeque<>();
    private @Nullable ByteBuffer spare;
    private ByteBuffer tail = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private long added;

    /** @param frame whose body ends with these bytes */
    private record Piece(ByteBuffer bytes, @Nullable Frame frame) {}

    void add(Frame frame) {
        byte[] head = frame.head();
        int length = frame.length();
        frame.begins(added);
        added += Frame.FIXED + head.length + length;
        reserve(Frame.FIXED + head.length);
        tail.putInt(Frame.FIXED - Integer.BYTES + head.length + length)
                .put(frame.kind().code())
                .putInt(frame.id())
                .putInt(head.length)
                .put(head);
        if (length <= COPIED) {
            reserve(length);
            tail.put(frame.body(), 0, length);
            frame.ends();
        } else {
            seal();
            for (int from = 0; from < length; from += AT_ONCE) {
                int count = Math.min(AT_ONCE, length - from);
                out.add(new Piece(ByteBuffer.wrap(frame.body(), from, count), from + count == length ? frame : null));
            }
        }
    }

    private void reserve(int bytes) {
        if (tail.remaining() < bytes) {
            seal();
            if (tail.remaining() < bytes) { // an uncommonly long head
                tail = ByteBuffer.allocateDirect(bytes);
            }
        }
    }

    private void seal() {
        if (tail.position() > 0) {
            out.add(new Piece(tail.flip(), null));
            ByteBuffer free = spare;
            spare = null;
            tail = free == null ? ByteBuffer.allocateDirect(BUFFER_BYTES) : free;
        }
    }

    /** Writes, and answers whether nothing is left. */
    boolean write(ConduitStreamSinkChannel sink) throws IOException {
        seal();
        while (!out.isEmpty()) {
            ByteBuffer[] next = out.stream().limit(PIECES).map(Piece::bytes).toArray(ByteBuffer[]::new);
            if (sink.write(next, 0, next.length) == 0) {
                return false;
            }
            for (Piece first = out.peek(); first != null && !first.bytes.hasRemaining(); first = out.peek()) {
                out.remove();
                done(first);
            }
        }
        return true;
    }

    private void done(Piece piece) {
        if (piece.frame != null) {
            piece.frame.ends();
        } else if (piece.bytes.capacity() == BUFFER_BYTES) {
            spare = piece.bytes.clear();
        }
    }

    /** The connection takes nothing any more. */
    void end() {
        for (Piece left = out.poll(); left != null; left = out.poll()) {
            done(left);
        }
    }

    /** How many bytes the connection has taken, or may have. */
    long written() {
        long left = 0;
        for (Piece piece : out) {
            left += piece.bytes.remaining();
        }
        return added - tail.position() - left;
    }
}
