package io.hydrant.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Map;
import java.util.TreeMap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** An HTTP client that sends exactly the bytes it is told to. */
final class RawClient implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;

    RawClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(60_000);
        in = new BufferedInputStream(socket.getInputStream());
    }

    record Answer(int status, Map<String, String> headers, String body) {
        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    void send(String bytes) throws IOException {
        try {
            socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
        } catch (SocketException e) {
            // The server has hung up already: what it answered is what matters.
        }
    }

    /** Sends the end of the stream, but goes on listening. */
    void endOfInput() throws IOException {
        try {
            socket.shutdownOutput();
        } catch (SocketException e) {
            // The server has hung up already.
        }
    }

    Answer read() throws IOException {
        Answer head = readHead();
        int length = Integer.parseInt(head.header("Content-Length"));
        return new Answer(head.status(), head.headers(), new String(in.readNBytes(length), ISO_8859_1));
    }

    Answer readHead() throws IOException {
        String status = line();
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon), line.substring(colon + 1).trim());
        }
        return new Answer(Integer.parseInt(status.substring(9, 12)), headers, "");
    }

    /** The status line of an interim answer. */
    String readInterim() throws IOException {
        String status = line().trim();
        line();
        return status;
    }

    boolean isClosedByServer() throws IOException {
        return rest().isEmpty();
    }

    /** Whether neither an answer nor an end comes within a tenth of a second. */
    boolean hearsNothing() throws IOException {
        socket.setSoTimeout(100);
        try {
            int unused = in.read();
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        } finally {
            socket.setSoTimeout(60_000);
        }
    }

    /** Whether the server ends the connection by a reset, and not in the ordinary way. */
    boolean isResetByServer() throws IOException {
        try {
            int unused = in.read();
            return false;
        } catch (SocketException e) {
            return true;
        }
    }

    /** All that comes until the server closes. */
    String rest() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            for (int b = in.read(); b >= 0; b = in.read()) {
                all.write(b);
            }
        } catch (SocketException e) {
            // A reset is a close as well.
        }
        return all.toString(ISO_8859_1);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new IOException("The server closed after: " + line);
            }
            line.append((char) b);
        }
        return line.toString().stripTrailing();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
