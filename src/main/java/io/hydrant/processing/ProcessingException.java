package io.hydrant.processing;

/** A part of a batch cannot be processed now; it is tried again later. */
public final class ProcessingException extends RuntimeException {
    private final String errorCode;

    /**
     * @param errorCode as CloudWatch Logs names it, such as {@code Lambda.FunctionError}
     * @param message a sentence that helps
     */
    public ProcessingException(String errorCode, String message) {
        super(message, null, false, false);
        this.errorCode = errorCode;
    }

    /** As CloudWatch Logs names it. */
    public String errorCode() {
        return errorCode;
    }
}
