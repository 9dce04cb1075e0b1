package io.hydrant.jmh;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A server that reads each request and always answers the same. */
public final class FixedServer implements AutoCloseable {
    private static final String LENGTH = "content-length:";

    private final ServerSocket server;
    private final byte[] answer;

    /** @param body of the answers, JSON */
    public FixedServer(String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        byte[] head = ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + bytes.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        answer = new byte[head.length + bytes.length];
        System.arraycopy(head, 0, answer, 0, head.length);
        System.arraycopy(bytes, 0, answer, head.length, bytes.length);
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::acceptAll);
    }

    /** Where it listens. */
    public URI url() {
        return URI.create("http://localhost:" + server.getLocalPort());
    }

    private void acceptAll() {
        while (!server.isClosed()) {
            try {
                Socket peer = server.accept();
                daemon(() -> serve(peer));
            } catch (IOException e) {
                // closed
            }
        }
    }

    private void serve(Socket peer) {
        try (peer) {
            InputStream in = new BufferedInputStream(peer.getInputStream(), 1 << 16);
            OutputStream out = peer.getOutputStream();
            while (true) {
                int left = 0;
                String line = line(in);
                if (line.isEmpty()) {
                    return;
                }
                for (; !line.isEmpty(); line = line(in)) {
                    if (line.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
                        left = Integer.parseInt(line.substring(LENGTH.length()).strip());
                    }
                }
                in.skipNBytes(left);
                out.write(answer);
            }
        } catch (IOException e) {
            // the other side is gone
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "fixed-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
