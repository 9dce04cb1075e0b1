package io.hydrant.processing.deaggregation;

/** Parts with a delimiter between them. An empty part is none. */
final class DelimitedSeparator implements Separator {
    private final byte[] delimiter;

    /** @param delimiter one byte or more */
    DelimitedSeparator(byte[] delimiter) {
        this.delimiter = delimiter.clone();
    }

    @Override
    public void separate(byte[] data, int offset, int length, Parts parts) {
        int end = offset + length;
        int start = offset;
        int at = offset;
        while (at <= end - delimiter.length && !parts.tooMany()) {
            if (!isDelimiter(data, at)) {
                at++;
                continue;
            }
            if (at > start) {
                parts.add(start, at);
            }
            at += delimiter.length;
            start = at;
        }
        if (end > start) {
            parts.add(start, end);
        }
    }

    private boolean isDelimiter(byte[] data, int at) {
        for (int i = 0; i < delimiter.length; i++) {
            if (data[at + i] != delimiter[i]) {
                return false;
            }
        }
        return true;
    }
}
