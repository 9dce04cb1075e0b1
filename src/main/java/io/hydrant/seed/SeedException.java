package io.hydrant.seed;

/** A seed file that an operation refuses or that cannot be read; the message is one sentence that names the file and the entry. */
public final class SeedException extends IllegalArgumentException {
    SeedException(String sentence) {
        super(sentence);
    }
}
