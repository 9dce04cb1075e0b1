package io.hydrant.destination.search;

import java.util.Arrays;

/**
 * Tells whether bytes are one JSON object, and finds its bounds. A record is looked at byte by byte, without a tree, because every
 * document passes here. Bytes beyond ASCII are taken as they are. Not thread-safe.
 */
final class JsonObjects {
    private byte[] data = {};
    private int at;
    private int end;
    private boolean[] inArray = new boolean[16];
    private int depth;
    private boolean lineBreaks;
    private int first;

    /** What may come next. */
    private enum Expect {
        KEY,
        KEY_OR_END,
        VALUE,
        VALUE_OR_END,
        COMMA_OR_END
    }

    /** Whether {@code length} bytes of {@code bytes} from {@code offset} on are one JSON object, with space around it or without. */
    boolean isObject(byte[] bytes, int offset, int length) {
        data = bytes;
        at = offset;
        end = offset + length;
        depth = 0;
        skipSpace();
        first = at;
        lineBreaks = false;
        if (at == end || data[at] != '{') {
            return false;
        }
        open(false);
        return rest();
    }

    /** Where the object begins. */
    int first() {
        return first;
    }

    /** How many bytes it has. */
    int length() {
        return end - first;
    }

    /** Whether there are line breaks between its parts; inside of texts JSON does not allow them. */
    boolean hasLineBreaks() {
        return lineBreaks;
    }

    private boolean rest() {
        Expect next = Expect.KEY_OR_END;
        while (depth > 0) {
            skipSpace();
            if (at == end) {
                return false;
            }
            byte c = data[at];
            boolean closes = c == (inArray[depth - 1] ? ']' : '}');
            if (closes && next != Expect.KEY && next != Expect.VALUE) {
                at++;
                depth--;
                next = Expect.COMMA_OR_END;
                continue;
            }
            switch (next) {
                case COMMA_OR_END -> {
                    if (c != ',') {
                        return false;
                    }
                    at++;
                    next = inArray[depth - 1] ? Expect.VALUE : Expect.KEY;
                }
                case KEY, KEY_OR_END -> {
                    if (!key()) {
                        return false;
                    }
                    next = Expect.VALUE;
                }
                case VALUE, VALUE_OR_END -> {
                    if (c == '{' || c == '[') {
                        open(c == '[');
                        next = c == '[' ? Expect.VALUE_OR_END : Expect.KEY_OR_END;
                    } else if (scalar(c)) {
                        next = Expect.COMMA_OR_END;
                    } else {
                        return false;
                    }
                }
            }
        }
        int close = at;
        boolean broken = lineBreaks;
        skipSpace();
        boolean whole = at == end;
        end = close;
        lineBreaks = broken;
        return whole;
    }

    private void open(boolean array) {
        if (depth == inArray.length) {
            inArray = Arrays.copyOf(inArray, depth * 2);
        }
        inArray[depth++] = array;
        at++;
    }

    private void skipSpace() {
        while (at < end) {
            byte c = data[at];
            if (c == '\n' || c == '\r') {
                lineBreaks = true;
            } else if (c != ' ' && c != '\t') {
                return;
            }
            at++;
        }
    }

    private boolean key() {
        if (data[at] != '"' || !text()) {
            return false;
        }
        skipSpace();
        return at < end && data[at++] == ':';
    }

    private boolean scalar(byte c) {
        return switch (c) {
            case '"' -> text();
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        };
    }

    private boolean text() {
        for (at++; at < end; at++) {
            byte c = data[at];
            if (c == '"') {
                at++;
                return true;
            }
            if (c >= 0 && c < ' ' || c == '\\' && !escape()) {
                return false;
            }
        }
        return false;
    }

    /** Stops at the last byte of the escape. */
    private boolean escape() {
        if (++at == end) {
            return false;
        }
        if (data[at] != 'u') {
            return "\"\\/bfnrt".indexOf(data[at]) >= 0;
        }
        for (int i = 0; i < 4; i++) {
            if (++at == end || Character.digit(data[at], 16) < 0) {
                return false;
            }
        }
        return true;
    }

    private boolean word(String word) {
        for (int i = 0; i < word.length(); i++, at++) {
            if (at == end || data[at] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private boolean number() {
        skip('-');
        if (!skip('0') && !digits()) {
            return false;
        }
        if (skip('.') && !digits()) {
            return false;
        }
        if (skip('e') || skip('E')) {
            if (!skip('+')) {
                skip('-');
            }
            return digits();
        }
        return true;
    }

    private boolean skip(char c) {
        if (at < end && data[at] == c) {
            at++;
            return true;
        }
        return false;
    }

    private boolean digits() {
        int from = at;
        while (at < end && data[at] >= '0' && data[at] <= '9') {
            at++;
        }
        return at > from;
    }
}
