package io.hydrant.server;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import io.undertow.protocols.http2.HpackDecoder;
import io.undertow.protocols.http2.HpackException;
import io.undertow.util.HttpString;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** A client of HTTP/2 with prior knowledge that sends exactly the frames it is told to. */
final class RawHttp2Client implements AutoCloseable {
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int RESET = 3;
    static final int SETTINGS = 4;
    static final int PING = 6;
    static final int GO_AWAY = 7;
    static final int WINDOW_UPDATE = 8;
    static final int CONTINUATION = 9;

    static final int END_STREAM = 1;
    static final int END_HEADERS = 4;

    static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

    private final Socket socket;
    private final DataInputStream in;
    private final HpackDecoder decoder = new HpackDecoder();
    private final Map<Integer, Map<String, String>> heads = new HashMap<>();
    private final Map<Integer, ByteArrayOutputStream> bodies = new HashMap<>();
    private final Map<Integer, Integer> resets = new HashMap<>();
    private final Map<Integer, Boolean> ended = new HashMap<>();
    private long room = 65_535;

    /** A connection on which nothing has been said. */
    RawHttp2Client(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(60_000);
        in = new DataInputStream(socket.getInputStream());
    }

    /** A connection on which the client has sent its preface. */
    static RawHttp2Client begun(int port) throws IOException {
        RawHttp2Client client = new RawHttp2Client(port);
        client.send(PREFACE);
        client.frame(SETTINGS, 0, 0, new byte[0]);
        return client;
    }

    record Answer(int status, Map<String, String> headers, String body) {}

    record Frame(int type, int flags, int stream, byte[] payload) {}

    void send(String bytes) throws IOException {
        write(bytes.getBytes(ISO_8859_1));
    }

    void frame(int type, int flags, int stream, byte[] payload) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(9 + payload.length);
        frame.putInt(payload.length << 8 | type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload);
        write(frame.array());
    }

    private void write(byte[] bytes) throws IOException {
        try {
            socket.getOutputStream().write(bytes);
        } catch (SocketException e) {
            // The server has hung up already: what it answered is what matters.
        }
    }

    void data(int stream, String body, boolean last) throws IOException {
        frame(DATA, last ? END_STREAM : 0, stream, body.getBytes(ISO_8859_1));
    }

    /** Sends a body, never more of it than the server has room for. */
    void upload(int stream, String body) throws IOException {
        for (int sent = 0; sent < body.length(); ) {
            while (room == 0) {
                take();
            }
            int length = (int) Math.min(Math.min(16 * 1024, room), body.length() - sent);
            room -= length;
            data(stream, body.substring(sent, sent + length), sent + length == body.length());
            sent += length;
        }
    }

    /** Begins a request, with headers by pairs of name and value. */
    void begin(int stream, String method, String path, boolean last, String... headers) throws IOException {
        frame(HEADERS, END_HEADERS | (last ? END_STREAM : 0), stream, head(method, path, headers));
    }

    /** A request with a body. */
    void post(int stream, String path, String body) throws IOException {
        begin(stream, "POST", path, false);
        data(stream, body, true);
    }

    /** A request without one. */
    void get(int stream, String path) throws IOException {
        begin(stream, "GET", path, true);
    }

    void reset(int stream) throws IOException {
        frame(RESET, 0, stream, new byte[] {0, 0, 0, 8});
    }

    /** Waits until the server has read all that was sent. */
    void ping() throws IOException {
        frame(PING, 0, 0, new byte[8]);
        while (take().type() != PING) {
            // what comes before is kept
        }
    }

    void endOfInput() throws IOException {
        socket.shutdownOutput();
    }

    static byte[] head(String method, String path, String... headers) {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        literal(head, ":method", method);
        literal(head, ":scheme", "http");
        literal(head, ":path", path);
        literal(head, ":authority", "x");
        for (int i = 0; i < headers.length; i += 2) {
            literal(head, headers[i], headers[i + 1]);
        }
        return head.toByteArray();
    }

    private static void literal(ByteArrayOutputStream head, String name, String value) {
        head.write(0);
        text(head, name);
        text(head, value);
    }

    private static void text(ByteArrayOutputStream head, String text) {
        int length = text.length();
        head.write(Math.min(length, 127));
        if (length >= 127) {
            int rest = length - 127;
            for (; rest >= 128; rest /= 128) {
                head.write(rest % 128 + 128);
            }
            head.write(rest);
        }
        head.writeBytes(text.getBytes(ISO_8859_1));
    }

    /** The whole answer to a request; takes what comes for others meanwhile. */
    Answer answer(int stream) throws IOException {
        while (!ended.containsKey(stream)) {
            take();
        }
        Map<String, String> head = Objects.requireNonNull(heads.get(stream));
        return new Answer(
                Integer.parseInt(head.getOrDefault(":status", "0")),
                head,
                Objects.requireNonNull(bodies.get(stream)).toString(ISO_8859_1));
    }

    /** The code with which the server resets the stream. */
    int resetOf(int stream) throws IOException {
        while (!resets.containsKey(stream)) {
            take();
        }
        return Objects.requireNonNull(resets.get(stream));
    }

    /** The status of the interim or first head of an answer. */
    String statusOf(int stream) throws IOException {
        while (!heads.containsKey(stream)) {
            take();
        }
        return Objects.requireNonNull(heads.remove(stream)).getOrDefault(":status", "");
    }

    /** Whether the server resets the stream rather than answers it. */
    boolean wasRefused(int stream) throws IOException {
        while (!resets.containsKey(stream) && !ended.containsKey(stream)) {
            take();
        }
        return resets.containsKey(stream);
    }

    boolean hasEnded(int stream) {
        return ended.containsKey(stream);
    }

    /** The code of the goodbye with which the server ends the connection; null when it ends without one. */
    @Nullable
    Integer goodbye() throws IOException {
        Integer code = null;
        try {
            while (true) {
                Frame frame = take();
                if (frame.type() == GO_AWAY) {
                    code = ByteBuffer.wrap(frame.payload()).getInt(4);
                }
            }
        } catch (EOFException | SocketException e) {
            return code;
        }
    }

    /** Takes the next frame, and gives the server room for as much data as came. */
    Frame take() throws IOException {
        int lengthAndType = in.readInt();
        Frame frame = new Frame(
                lengthAndType & 0xff, in.readUnsignedByte(), in.readInt(), in.readNBytes(lengthAndType >>> 8));
        int stream = frame.stream();
        switch (frame.type()) {
            case HEADERS -> {
                heads.put(stream, decode(frame.payload()));
                bodies.put(stream, new ByteArrayOutputStream());
            }
            case DATA -> {
                Objects.requireNonNull(bodies.get(stream)).writeBytes(frame.payload());
                if (frame.payload().length > 0) {
                    byte[] room = ByteBuffer.allocate(4)
                            .putInt(frame.payload().length)
                            .array();
                    frame(WINDOW_UPDATE, 0, 0, room);
                    frame(WINDOW_UPDATE, 0, stream, room);
                }
            }
            case WINDOW_UPDATE ->
                room += stream == 0 ? ByteBuffer.wrap(frame.payload()).getInt() : 0;
            case RESET -> resets.put(stream, ByteBuffer.wrap(frame.payload()).getInt());
            default -> {}
        }
        if (frame.type() <= HEADERS && (frame.flags() & END_STREAM) != 0) {
            ended.put(stream, true);
        }
        return frame;
    }

    private Map<String, String> decode(byte[] block) throws IOException {
        Map<String, String> head = new HashMap<>();
        decoder.setHeaderEmitter(
                (HttpString name, String value, boolean neverIndex) -> head.put(name.toString(), value));
        try {
            decoder.decode(ByteBuffer.wrap(block), false);
        } catch (HpackException e) {
            throw new IOException(e);
        }
        return head;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
