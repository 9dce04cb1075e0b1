package io.hydrant.server.link;

/**
 * A piece of a link: a kind, the number of its call, a head and a body. On the wire: four bytes with the length of all that
 * follows, one with the kind, four with the number, four with the length of the head, the head, the body.
 */
interface Frame {
    /** Bytes before the head. */
    int FIXED = 13;

    byte[] NOTHING = {};

    /** What a frame says. */
    enum Kind {
        /** A request. */
        CALL(1),
        /** The answer to a call. */
        ANSWER(2),
        /** The client of a call gets no answer. */
        ENDING(3),
        /** The client of a call has gone. */
        CANCEL(4);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        /** The kind on the wire. */
        byte code() {
            return (byte) code;
        }

        static Kind of(int code) throws MalformedFrameException {
            for (Kind each : values()) {
                if (each.code == code) {
                    return each;
                }
            }
            throw new MalformedFrameException("A frame of kind " + code);
        }
    }

    Kind kind();

    /** The number of the call, chosen by the end that makes it. */
    int id();

    /** Asked once, on the I/O thread. */
    default byte[] head() {
        return NOTHING;
    }

    /** The bytes from index 0 up to {@link #length}. */
    default byte[] body() {
        return NOTHING;
    }

    default int length() {
        return body().length;
    }

    /** Its first byte is the one number {@code position} of the connection. */
    default void begins(long position) {}

    /** Its body is not needed any more. */
    default void ends() {}
}
