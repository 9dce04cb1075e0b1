package io.hydrant.config;

/** A setting that stops the start, on its way to {@link Settings#parse}. */
final class RefusedException extends RuntimeException {
    private final String sentence;

    RefusedException(String sentence) {
        super(sentence, null, false, false);
        this.sentence = sentence;
    }

    /** The sentence for the user. */
    String sentence() {
        return sentence;
    }
}
