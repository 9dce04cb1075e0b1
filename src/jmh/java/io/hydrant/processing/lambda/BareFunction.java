package io.hydrant.processing.lambda;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

/** A function behind a URL that decodes each record and answers the same bytes; a socket and a parser, and nothing else. */
final class BareFunction implements AutoCloseable {
    private static final JsonFactory JSON = new JsonFactory();

    private final ServerSocket server;

    BareFunction() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::acceptAll);
    }

    URI url() {
        return URI.create("http://localhost:" + server.getLocalPort() + "/function");
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket peer = server.accept();
                daemon(() -> serve(peer));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private static void serve(Socket peer) {
        try (peer) {
            InputStream in = new BufferedInputStream(peer.getInputStream(), 1 << 16);
            OutputStream out = peer.getOutputStream();
            while (true) {
                byte[] answer = answer(in.readNBytes(length(in)));
                out.write(("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + answer.length
                                + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                out.write(answer);
                out.flush();
            }
        } catch (IOException e) {
            // the client is gone
        }
    }

    private static int length(InputStream in) throws IOException {
        int length = 0;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            if (line.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                length = Integer.parseInt(line.substring(15).strip());
            }
        }
        return length;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("The client is gone");
            }
            line.append((char) c);
        }
        return line.toString().strip();
    }

    private static byte[] answer(byte[] event) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(event.length + event.length / 16);
        try (JsonParser in = JSON.createParser(event);
                JsonGenerator out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeArrayFieldStart("records");
            while (in.nextToken() != null) {
                if (in.currentToken() != JsonToken.VALUE_STRING) {
                    continue;
                }
                if (in.currentName().equals("recordId")) {
                    out.writeStartObject();
                    out.writeStringField("recordId", in.getText());
                } else if (in.currentName().equals("data")) {
                    out.writeStringField("result", "Ok");
                    out.writeBinaryField("data", in.getBinaryValue());
                    out.writeEndObject();
                }
            }
            out.writeEndArray();
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "bare-function");
        thread.setDaemon(true);
        thread.start();
    }
}
