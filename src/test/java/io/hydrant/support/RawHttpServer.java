package io.hydrant.support;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ServerSocketFactory;

import org.jspecify.annotations.Nullable;

/** A socket that reads the heads of requests and leaves all else to its handler, so that a test can answer as no server would. */
final class RawHttpServer implements AutoCloseable {
    private final ServerSocket server;
    private final String scheme;
    private final Handler handler;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /** What happens behind the head of a request. */
    @FunctionalInterface
    interface Handler {
        void handle(Head head, InputStream in, Socket peer) throws IOException;
    }

    /** The head of a request. Names of headers are looked up in any case. */
    record Head(String requestLine, Map<String, String> headers) {
        String path() {
            return requestLine.split(" ", 3)[1];
        }

        /** The length of the body; 0 when it is not told. */
        int length() {
            return Integer.parseInt(headers.getOrDefault("Content-Length", "0"));
        }
    }

    private RawHttpServer(ServerSocket server, String scheme, Handler handler) {
        this.server = server;
        this.scheme = scheme;
        this.handler = handler;
    }

    /** Serves plain HTTP on this machine. */
    static RawHttpServer start(Handler handler) {
        return start(ServerSocketFactory.getDefault(), InetAddress.getLoopbackAddress(), "http", handler);
    }

    /** Serves TLS, on all addresses of this machine. */
    static RawHttpServer startTls(ServerSocketFactory sockets, Handler handler) {
        return start(sockets, null, "https", handler);
    }

    private static RawHttpServer start(
            ServerSocketFactory sockets, @Nullable InetAddress address, String scheme, Handler handler) {
        try {
            RawHttpServer started = new RawHttpServer(sockets.createServerSocket(0, 50, address), scheme, handler);
            daemon(started::acceptAll);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    URI url(String path) {
        return URI.create(scheme + "://localhost:" + port() + path);
    }

    private void acceptAll() {
        while (!server.isClosed()) {
            try {
                Socket peer = server.accept();
                open.add(peer);
                daemon(() -> serve(peer));
            } catch (IOException e) {
                // closed, or a peer that left before it was greeted
            }
        }
    }

    private void serve(Socket peer) {
        try (peer) {
            peer.setTcpNoDelay(true); // head and body are written one after the other
            InputStream in = new BufferedInputStream(peer.getInputStream());
            for (String line = line(in); !line.isEmpty() && !peer.isClosed(); line = line(in)) {
                Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
                for (String header = line(in); !header.isEmpty(); header = line(in)) {
                    int colon = header.indexOf(':');
                    headers.put(
                            header.substring(0, colon),
                            header.substring(colon + 1).strip());
                }
                handler.handle(new Head(line, headers), in, peer);
                peer.getOutputStream().flush();
            }
        } catch (IOException e) {
            // the other side is gone
        } finally {
            open.remove(peer);
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket peer : open) {
                peer.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "raw-http-server");
        thread.setDaemon(true);
        thread.start();
    }
}
