package io.hydrant.service.lambda;

/** A function that did not answer, or that failed. */
public final class FunctionException extends RuntimeException {
    private final Failure failure;
    private final String type;

    /** Why there is no answer. */
    public enum Failure {
        /** The function ran and failed. */
        FUNCTION_ERROR,
        /** The function had its time. */
        TIMED_OUT,
        /** There is no such function. */
        NOT_FOUND,
        /** The caller may not invoke it. */
        ACCESS_DENIED,
        /** Too many invocations are under way. */
        LIMIT_EXCEEDED,
        /** The event is too large. */
        TOO_LARGE,
        /** No answer comes from where the function should be. */
        UNREACHABLE,
        /** Lambda answered an error of another kind. */
        SERVICE
    }

    /** A failure with a sentence that says what was seen, on one line and without secrets. */
    public FunctionException(Failure failure, String sentence) {
        this(failure, "", sentence);
    }

    /**
     * A failure that Lambda has a name for.
     *
     * @param type the name, such as {@code ENILimitReachedException}; empty for none
     */
    public FunctionException(Failure failure, String type, String sentence) {
        super(sentence, null, false, false);
        this.failure = failure;
        this.type = type;
    }

    /** Why there is no answer. */
    public Failure failure() {
        return failure;
    }

    /** Lambda's own name of the error; empty for none. */
    public String type() {
        return type;
    }

    /** What was seen. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
