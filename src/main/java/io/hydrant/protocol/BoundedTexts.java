package io.hydrant.protocol;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * JSON in which no text or number is longer than any input of AWS has, by a wide margin. A parser takes a multiple of the
 * longest one in memory. For one thread.
 */
final class BoundedTexts extends FilterReader {
    /** In characters; a record of 4.5 MiB in base64, which is refused for its length by its own rule. */
    static final int LONGEST = 6 << 20;

    private final int longest;
    private int sinceQuote;

    BoundedTexts(Reader in, int longest) {
        super(in);
        this.longest = longest;
    }

    /** There are too many characters between two quotation marks. */
    static final class TooLongException extends IOException {}

    @Override
    public int read(char[] chars, int offset, int length) throws IOException {
        int count = super.read(chars, offset, length);
        for (int i = offset; i < offset + count; i++) {
            if (chars[i] == '"') {
                sinceQuote = 0;
            } else if (++sinceQuote > longest) {
                throw new TooLongException();
            }
        }
        return count;
    }

    @Override
    public int read() throws IOException {
        char[] one = new char[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }
}
