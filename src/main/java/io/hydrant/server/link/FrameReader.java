package io.hydrant.server.link;

import java.io.IOException;
import java.nio.ByteBuffer;

import org.jspecify.annotations.Nullable;
import org.xnio.conduits.ConduitStreamSourceChannel;

/** Makes frames of what comes in on a connection. For its I/O thread. */
final class FrameReader {
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int LONGEST_HEAD = 1 << 20;

    /** After so many bytes other connections have their turn. */
    private static final long TURN = 1 << 20;

    private final Receiver receiver;
    private ByteBuffer in = ByteBuffer.allocateDirect(BUFFER_BYTES);

    /** The body that comes in. */
    private @Nullable Incoming incoming;

    private ByteBuffer body = ByteBuffer.wrap(Frame.NOTHING);
    private int skip;

    /** Gets the frames. */
    interface Receiver {
        /**
         * A frame whose body is still to come.
         *
         * @param head to be read before this method returns
         * @param length of the body
         */
        Incoming begins(Frame.Kind kind, int id, ByteBuffer head, int length) throws IOException;
    }

    /** A frame that comes in. */
    interface Incoming {
        /** Takes the body; empty if there was no memory for it. */
        void whole(byte[] body);

        /** Where the body goes, as long as it is; null throws it away. */
        byte @Nullable [] space();
    }

    FrameReader(Receiver receiver) {
        this.receiver = receiver;
    }

    /** Takes bytes that another one has read. */
    void take(ByteBuffer data) throws IOException {
        while (data.hasRemaining()) {
            int count = Math.min(data.remaining(), in.remaining());
            in.put(in.position(), data, data.position(), count);
            in.position(in.position() + count);
            data.position(data.position() + count);
            parse();
        }
    }

    /** Reads what is there, and answers whether the connection is still open. */
    boolean read(ConduitStreamSourceChannel source) throws IOException {
        long total = 0;
        int count;
        do {
            count = source.read(body.hasRemaining() ? body : in);
            total += Math.max(0, count);
            if (count > 0) {
                parse();
            }
        } while (count > 0 && total < TURN);
        return count >= 0;
    }

    private void parse() throws IOException {
        in.flip();
        while (proceed()) {
            // one frame, or a part of its body
        }
        in.compact();
    }

    /** Answers whether there may be more to be done with what has come. */
    private boolean proceed() throws IOException {
        Incoming now = incoming;
        if (now == null) {
            return begin();
        }
        int skipped = Math.min(skip, in.remaining());
        in.position(in.position() + skipped);
        skip -= skipped;
        int copied = Math.min(body.remaining(), in.remaining());
        body.put(body.position(), in, in.position(), copied);
        body.position(body.position() + copied);
        in.position(in.position() + copied);
        if (skip > 0 || body.hasRemaining()) {
            return false;
        }
        byte[] whole = body.array();
        incoming = null;
        body = ByteBuffer.wrap(Frame.NOTHING);
        now.whole(whole);
        return true;
    }

    private boolean begin() throws IOException {
        if (in.remaining() < Frame.FIXED) {
            return false;
        }
        int start = in.position();
        int head = in.getInt(start + 9);
        int length = in.getInt(start) - (Frame.FIXED - Integer.BYTES) - head;
        if (head < 0 || head > LONGEST_HEAD || length < 0) {
            throw new MalformedFrameException("A frame with a head of " + head + " bytes and a body of " + length);
        }
        if (in.remaining() < Frame.FIXED + head) {
            if (in.capacity() < Frame.FIXED + head) {
                in = ByteBuffer.allocateDirect(Frame.FIXED + head + BUFFER_BYTES)
                        .put(in);
                in.flip();
            }
            return false;
        }
        Incoming begun = receiver.begins(
                Frame.Kind.of(in.get(start + 4)), in.getInt(start + 5), in.slice(start + Frame.FIXED, head), length);
        in.position(start + Frame.FIXED + head);
        byte[] space = begun.space();
        incoming = begun;
        body = ByteBuffer.wrap(space == null ? Frame.NOTHING : space);
        skip = space == null ? length : 0;
        return true;
    }
}
