package io.hydrant.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.Locale;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** One connection that sends exactly what it is told, all of it before it reads. */
final class RawHttp implements AutoCloseable {
    private final Socket socket;

    RawHttp(URI endpoint) throws IOException {
        socket = new Socket(endpoint.getHost(), endpoint.getPort());
        socket.setSoTimeout(120_000);
    }

    /** A connection that takes few bytes without being read. */
    static RawHttp slow(URI endpoint) throws IOException {
        return new RawHttp(endpoint, 4096);
    }

    private RawHttp(URI endpoint, int receiveBuffer) throws IOException {
        socket = new Socket();
        socket.setReceiveBufferSize(receiveBuffer);
        socket.connect(new java.net.InetSocketAddress(endpoint.getHost(), endpoint.getPort()));
        socket.setSoTimeout(120_000);
    }

    /** An answer, whole. */
    record Answer(int status, String head, String body) {}

    void send(String head, byte[] body) throws IOException {
        OutputStream out = socket.getOutputStream();
        try {
            out.write((head(head) + "\r\nHost: x\r\nContent-Length: " + body.length + "\r\n\r\n").getBytes(ISO_8859_1));
            out.write(body);
        } catch (SocketException e) {
            // what was answered is what matters
        }
    }

    /** A request line alone may leave the version out. */
    private static String head(String head) {
        return head.contains(" HTTP/1.1") ? head : head + " HTTP/1.1";
    }

    String head() throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("Closed after: " + head);
            }
            head.append((char) next);
        }
        return head.toString();
    }

    Answer answer() throws IOException {
        String head = head();
        int length = head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .mapToInt(line ->
                        Integer.parseInt(line.substring(line.indexOf(':') + 1).trim()))
                .findFirst()
                .orElse(0);
        byte[] body = socket.getInputStream().readNBytes(length);
        return new Answer(Integer.parseInt(head.substring(9, 12)), head, new String(body, ISO_8859_1));
    }

    /** One request on a connection of its own. */
    static Answer exchange(URI endpoint, String head, byte[] body) throws IOException {
        try (RawHttp connection = new RawHttp(endpoint)) {
            connection.send(head, body);
            return connection.answer();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
