package io.hydrant.support;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** A request of HTTP/1.1 as it is written, on a connection of its own. */
public final class WrittenRequest {
    private WrittenRequest() {}

    /**
     * Sends it, and answers everything that comes back.
     *
     * @param request its method and path
     * @param headers lines with an end between them
     */
    public static String send(URI server, String request, String headers, String body) throws IOException {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(60_000);
            String head = request + " HTTP/1.1\r\n" + headers + "\r\nConnection: close\r\nContent-Length: "
                    + body.length() + "\r\n\r\n";
            socket.getOutputStream().write((head + body).getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    /** The headers, after others, of a call in JSON to that target; or of a {@code form}, of {@code cbor}, or {@code none}. */
    public static String contentType(String target) {
        return switch (target) {
            case "none" -> "";
            case "form" -> "\r\nContent-Type: application/x-www-form-urlencoded; charset=utf-8";
            case "cbor" -> "\r\nContent-Type: application/x-amz-cbor-1.1\r\nX-Amz-Target: Kinesis_20131202.ListStreams";
            default -> "\r\nContent-Type: application/x-amz-json-1.1\r\nX-Amz-Target: " + target;
        };
    }
}
