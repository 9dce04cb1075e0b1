package io.hydrant.processing;

import java.util.Objects;
import java.util.Optional;

/**
 * Why a record could not be processed.
 *
 * @param errorCode as AWS writes it, such as {@code Lambda.FunctionError}
 * @param errorMessage a sentence
 * @param attemptsMade how often it was tried, 1 or more
 * @param lambdaArn the function that was asked, with its qualifier; empty for another processor
 * @param outputType what {@code !{firehose:error-output-type}} stands for, such as {@code processing-failed}
 */
public record ProcessingFailure(
        String errorCode, String errorMessage, int attemptsMade, Optional<String> lambdaArn, String outputType) {
    /** Where a record goes whose processor has no output of its own. */
    public static final String PROCESSING_FAILED = "processing-failed";

    public ProcessingFailure {
        Objects.requireNonNull(errorCode, "errorCode");
        Objects.requireNonNull(errorMessage, "errorMessage");
        Objects.requireNonNull(lambdaArn, "lambdaArn");
        Objects.requireNonNull(outputType, "outputType");
    }

    /** A failure whose record goes to {@link #PROCESSING_FAILED}. */
    public ProcessingFailure(String errorCode, String errorMessage, int attemptsMade, Optional<String> lambdaArn) {
        this(errorCode, errorMessage, attemptsMade, lambdaArn, PROCESSING_FAILED);
    }

    /** A failure of a processor without a function. Another attempt would not mend it. */
    public static ProcessingFailure of(String errorCode, String errorMessage) {
        return new ProcessingFailure(errorCode, errorMessage, 1, Optional.empty());
    }

    /** The same failure with another output. */
    public ProcessingFailure to(String other) {
        return new ProcessingFailure(errorCode, errorMessage, attemptsMade, lambdaArn, other);
    }
}
