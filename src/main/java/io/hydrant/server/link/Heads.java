package io.hydrant.server.link;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.hydrant.http.HttpResponse;
import io.hydrant.http.NoAnswerException;
import io.hydrant.http.RequestHead;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * Heads of requests and answers as bytes. A text is four bytes with its length and a byte for each character, as the server reads
 * and writes them.
 */
final class Heads {
    private static final int USUAL_BYTES = 1024;

    private Heads() {}

    /** Grows; for one thread. */
    private static final class Bytes extends ByteArrayOutputStream {
        Bytes() {
            super(USUAL_BYTES);
        }

        void number(int value) {
            write(value >>> 24);
            write(value >>> 16);
            write(value >>> 8);
            write(value);
        }

        void text(String text) {
            byte[] bytes = text.getBytes(ISO_8859_1);
            number(bytes.length);
            write(bytes, 0, bytes.length);
        }
    }

    static byte[] of(RequestHead head) {
        Bytes out = new Bytes();
        out.text(head.method());
        out.text(head.path());
        out.text(head.query());
        List<String> names = head.headerNames();
        out.number(names.size());
        for (String name : names) {
            out.text(name);
            out.text(head.header(name).orElse(""));
        }
        return out.toByteArray();
    }

    static byte[] of(HttpResponse answer) {
        Bytes out = new Bytes();
        out.number(answer.status());
        out.number(answer.headers().size());
        answer.headers().forEach((name, value) -> {
            out.text(name);
            out.text(value);
        });
        return out.toByteArray();
    }

    static byte[] of(NoAnswerException.Ending ending) {
        Bytes out = new Bytes();
        out.text(ending.name());
        return out.toByteArray();
    }

    /** The head of a request. */
    static RequestHead request(ByteBuffer in) throws MalformedFrameException {
        try {
            return new Sent(text(in), text(in), text(in), headers(in));
        } catch (BufferUnderflowException e) {
            throw new MalformedFrameException("The head of a call is cut off");
        }
    }

    /** An answer without its body. */
    static HttpResponse answer(ByteBuffer in) throws MalformedFrameException {
        try {
            int status = in.getInt();
            Headers headers = headers(in);
            Map<String, String> all = new LinkedHashMap<>();
            for (int i = 0; i < headers.names.size(); i++) {
                all.put(headers.names.get(i), headers.values[i]);
            }
            return new HttpResponse(status, all);
        } catch (BufferUnderflowException e) {
            throw new MalformedFrameException("The head of an answer is cut off");
        }
    }

    /** How the connection of a client ends that gets no answer. */
    static NoAnswerException.Ending ending(ByteBuffer in) throws MalformedFrameException {
        try {
            return NoAnswerException.Ending.valueOf(text(in));
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new MalformedFrameException("There is no such ending");
        }
    }

    private static String text(ByteBuffer in) throws MalformedFrameException {
        byte[] bytes = new byte[count(in)];
        in.get(bytes);
        return new String(bytes, ISO_8859_1);
    }

    /** A number of things that take a byte or more each. */
    private static int count(ByteBuffer in) throws MalformedFrameException {
        int count = in.getInt();
        if (count < 0 || count > in.remaining()) {
            throw new MalformedFrameException("A head says that it has " + count + " more");
        }
        return count;
    }

    private static Headers headers(ByteBuffer in) throws MalformedFrameException {
        String[] names = new String[count(in)];
        String[] values = new String[names.length];
        for (int i = 0; i < names.length; i++) {
            names[i] = text(in);
            values[i] = text(in);
        }
        return new Headers(List.of(names), values);
    }

    private record Headers(List<String> names, String[] values) {
        Optional<String> first(String name) {
            for (int i = 0; i < values.length; i++) {
                if (names.get(i).equalsIgnoreCase(name)) {
                    return Optional.of(values[i]);
                }
            }
            return Optional.empty();
        }
    }

    /** A head that another node has sent. */
    private record Sent(String method, String path, String query, Headers headers) implements RequestHead {
        @Override
        public Optional<String> header(String name) {
            return headers.first(name);
        }

        @Override
        public List<String> headerNames() {
            return headers.names();
        }

        @Override
        public String toString() {
            return method + ' ' + path;
        }
    }
}
