package io.hydrant.processing.lambda;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;

/**
 * The JSON of an answer, whose long texts no parser reads: they are found eight bytes at a time and taken out, and decoded straight
 * from the answer. Parsing them as JSON would take most of the time. Not thread-safe.
 */
final class AnswerText {
    private static final JsonFactory JSON = new JsonFactory();
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGHS = 0x8080_8080_8080_8080L;
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';

    /** A shorter text costs less where it is. */
    private static final int LONG = 128;

    private final byte[] body;
    private byte[] rest;
    private int length;

    /** Of each text that was taken out: where it stood in the rest, where it begins and how long it is in the body. */
    private int[] cuts = new int[192];

    private int cut;
    private int next;

    AnswerText(byte[] body) {
        this.body = body;
        this.rest = new byte[Math.max(64, body.length / 8)];
        takeOut();
        cuts = Arrays.copyOf(cuts, cut);
    }

    /** Parses the answer; {@link #text} and {@link #base64} read its texts, in their order. */
    JsonParser parser() throws IOException {
        return JSON.createParser(rest, 0, length);
    }

    /** The scalar value that {@code json} is at, as a text. */
    String text(JsonParser json) throws IOException {
        return isCut(json) ? new String(body, cuts[next + 1], cuts[next + 2], StandardCharsets.UTF_8) : json.getText();
    }

    /** The text that {@code json} is at, which should be base64. */
    Base64Text base64(JsonParser json) throws IOException {
        if (isCut(json)) {
            return new Base64Text(body, cuts[next + 1], cuts[next + 2]);
        }
        byte[] text = json.getText().getBytes(StandardCharsets.UTF_8);
        return new Base64Text(text, 0, text.length);
    }

    /** Whether the text was taken out; then {@link #next} is its place. */
    private boolean isCut(JsonParser json) {
        long quote = json.currentTokenLocation().getByteOffset();
        while (next < cuts.length && cuts[next] < quote) {
            next += 3;
        }
        return next < cuts.length && cuts[next] == quote;
    }

    private void takeOut() {
        int done = 0;
        int quote = find(0);
        while (quote >= 0) {
            if (body[quote] == '\\') { // outside of a text, where the parser refuses it
                quote = find(quote + 1);
                continue;
            }
            int end = find(quote + 1);
            boolean plain = true;
            while (end >= 0 && body[end] == '\\') {
                plain = false;
                end = find(end + 2);
            }
            if (end < 0) {
                break;
            }
            if (plain && end - quote > LONG) {
                keep(done, quote + 1);
                note(length - 1, quote + 1, end - quote - 1);
                done = end;
            }
            quote = find(end + 1);
        }
        keep(done, body.length);
    }

    private void note(int place, int from, int count) {
        if (cut + 3 > cuts.length) {
            cuts = Arrays.copyOf(cuts, cuts.length * 2);
        }
        cuts[cut++] = place;
        cuts[cut++] = from;
        cuts[cut++] = count;
    }

    private void keep(int from, int to) {
        int count = to - from;
        if (length + count > rest.length) {
            rest = Arrays.copyOf(rest, Math.max(rest.length * 2, length + count));
        }
        System.arraycopy(body, from, rest, length, count);
        length += count;
    }

    /** The next quote or backslash; -1 if there is none. */
    private int find(int from) {
        int at = from;
        for (; at <= body.length - Long.BYTES; at += Long.BYTES) {
            long bytes = (long) LONGS.get(body, at);
            long quotes = bytes ^ QUOTES;
            long backslashes = bytes ^ BACKSLASHES;
            long found = (((quotes - ONES) & ~quotes) | ((backslashes - ONES) & ~backslashes)) & HIGHS;
            if (found != 0) {
                return at + (Long.numberOfTrailingZeros(found) >> 3);
            }
        }
        for (; at < body.length; at++) {
            if (body[at] == '"' || body[at] == '\\') {
                return at;
            }
        }
        return -1;
    }
}
