package io.hydrant.jq.function;

/** A text that is read from front to back. */
final class TextCursor {
    private final String text;
    private int at;

    TextCursor(String text) {
        this.text = text;
    }

    String rest() {
        return text.substring(at);
    }

    boolean take(char c) {
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    /** Takes a word, in capital letters or not. */
    boolean takeWord(String word) {
        if (text.regionMatches(true, at, word, 0, word.length())) {
            at += word.length();
            return true;
        }
        return false;
    }

    void skipSpace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    void skipToSpace() {
        while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    /** The next digit, or -1. */
    int digit() {
        char c = at < text.length() ? text.charAt(at) : 0;
        if (c < '0' || c > '9') {
            return -1;
        }
        at++;
        return c - '0';
    }

    /** A number of so many digits at most, within its bounds, behind spaces; or -1. It ends before it would be too large. */
    int number(int least, int most, int digits) {
        while (take(' ')) {
            // What stands in front of a number.
        }
        int value = 0;
        int count = 0;
        while (count < digits && (count == 0 || value * 10 <= most)) {
            int digit = digit();
            if (digit < 0) {
                break;
            }
            value = value * 10 + digit;
            count++;
        }
        return count == 0 || value < least || value > most ? -1 : value;
    }
}
