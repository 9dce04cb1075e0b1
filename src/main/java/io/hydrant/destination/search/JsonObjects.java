package io.hydrant.destination.search;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Finds out whether bytes are one JSON object, and its bounds. A record is looked at byte by byte, without a tree, because every
 * document passes here: methods take a place and give the next one, or {@link #NOWHERE}. Bytes beyond ASCII are taken as they are.
 * Not thread-safe.
 */
final class JsonObjects {
    private static final int NOWHERE = -1;
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long QUOTES = '"' * ONES;
    private static final long BACKSLASHES = '\\' * ONES;

    private byte[] data = {};
    private int end;
    private boolean[] inArray = new boolean[16];
    private int depth;
    private boolean lineBreaks;
    private int first;
    private int behind;

    /** Whether {@code length} bytes of {@code bytes} from {@code offset} on are one JSON object, with space around it or without. */
    boolean isObject(byte[] bytes, int offset, int length) {
        data = bytes;
        end = offset + length;
        depth = 0;
        first = space(offset);
        lineBreaks = false;
        if (first == end || data[first] != '{') {
            return false;
        }
        behind = rest(open(first, false));
        boolean inside = lineBreaks;
        boolean whole = behind != NOWHERE && space(behind) == end;
        lineBreaks = inside;
        return whole;
    }

    /** Where the object begins. */
    int first() {
        return first;
    }

    /** How many bytes it has. */
    int length() {
        return behind - first;
    }

    /** Whether there are line breaks between its parts; inside of texts JSON does not allow them. */
    boolean hasLineBreaks() {
        return lineBreaks;
    }

    /** From behind the first brace to behind the last. */
    private int rest(int from) {
        boolean empty = true;
        boolean array = false;
        int at = from;
        while (true) {
            at = space(at);
            if (at >= end) {
                return NOWHERE;
            }
            byte c = data[at];
            if (c == (array ? ']' : '}')) {
                at++;
                if (--depth == 0) {
                    return at;
                }
                empty = false;
                array = inArray[depth - 1];
                continue;
            }
            if (!empty) {
                if (c != ',') {
                    return NOWHERE;
                }
                at = space(at + 1);
            }
            at = array ? at : key(at);
            if (at == NOWHERE || at >= end) {
                return NOWHERE;
            }
            c = data[at];
            empty = c == '{' || c == '[';
            if (empty) {
                array = c == '[';
                at = open(at, array);
            } else {
                at = scalar(at, c);
                if (at == NOWHERE) {
                    return NOWHERE;
                }
            }
        }
    }

    private int open(int at, boolean array) {
        if (depth == inArray.length) {
            inArray = Arrays.copyOf(inArray, depth * 2);
        }
        inArray[depth++] = array;
        return at + 1;
    }

    private int space(int from) {
        int at = from;
        while (at < end && (data[at] == ' ' || data[at] == '\n' || data[at] == '\r' || data[at] == '\t')) {
            lineBreaks |= data[at] == '\n' || data[at] == '\r';
            at++;
        }
        return at;
    }

    /** To behind the colon and the space after it. */
    private int key(int from) {
        int at = from < end && data[from] == '"' ? text(from + 1) : NOWHERE;
        if (at == NOWHERE) {
            return NOWHERE;
        }
        at = space(at);
        return at < end && data[at] == ':' ? space(at + 1) : NOWHERE;
    }

    private int scalar(int at, byte c) {
        return switch (c) {
            case '"' -> text(at + 1);
            case 't' -> word(at, "true");
            case 'f' -> word(at, "false");
            case 'n' -> word(at, "null");
            default -> number(at);
        };
    }

    /** From behind the first quote to behind the last. */
    private int text(int from) {
        int at = plain(from);
        while (at < end && data[at] == '\\') {
            at = escape(at + 1);
            if (at == NOWHERE) {
                return NOWHERE;
            }
            at = plain(at);
        }
        return at < end && data[at] == '"' ? at + 1 : NOWHERE;
    }

    /** To the next quote, backslash or control character, eight bytes at a time. */
    private int plain(int from) {
        int at = from;
        for (; at <= end - Long.BYTES; at += Long.BYTES) {
            long word = (long) WORDS.get(data, at);
            long special = (below(word ^ QUOTES, 1) | below(word ^ BACKSLASHES, 1) | below(word, ' ')) & HIGH_BITS;
            if (special != 0) {
                return at + (Long.numberOfTrailingZeros(special) >>> 3);
            }
        }
        while (at < end && data[at] != '"' && data[at] != '\\' && (data[at] < 0 || data[at] >= ' ')) {
            at++;
        }
        return at;
    }

    /** The high bit of the first byte of {@code word} that is less than {@code limit}, and perhaps of some after it. */
    private static long below(long word, int limit) {
        return word - limit * ONES & ~word;
    }

    /** From behind a backslash to behind what it escapes. */
    private int escape(int at) {
        if (at >= end) {
            return NOWHERE;
        }
        if (data[at] != 'u') {
            return "\"\\/bfnrt".indexOf(data[at]) >= 0 ? at + 1 : NOWHERE;
        }
        for (int i = at + 1; i <= at + 4; i++) {
            if (i >= end || Character.digit(data[i], 16) < 0) {
                return NOWHERE;
            }
        }
        return at + 5;
    }

    private int word(int from, String word) {
        if (end - from < word.length()) {
            return NOWHERE;
        }
        for (int i = 0; i < word.length(); i++) {
            if (data[from + i] != word.charAt(i)) {
                return NOWHERE;
            }
        }
        return from + word.length();
    }

    private int number(int from) {
        int whole = is(from, '-') ? from + 1 : from;
        int at = is(whole, '0') ? whole + 1 : digits(whole);
        if (at == NOWHERE) {
            return NOWHERE;
        }
        if (is(at, '.')) {
            at = digits(at + 1);
        }
        if (at != NOWHERE && (is(at, 'e') || is(at, 'E'))) {
            at = digits(is(at + 1, '+') || is(at + 1, '-') ? at + 2 : at + 1);
        }
        return at;
    }

    private boolean is(int at, char c) {
        return at < end && data[at] == c;
    }

    private int digits(int from) {
        int at = from;
        while (at < end && data[at] >= '0' && data[at] <= '9') {
            at++;
        }
        return at > from ? at : NOWHERE;
    }
}
