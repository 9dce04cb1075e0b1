package io.hydrant.admin;

/** A control call that is answered with an error: 400, 404 or 409 and one sentence. */
final class Refusal extends RuntimeException {
    private final int status;

    Refusal(int status, String sentence) {
        super(sentence, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
