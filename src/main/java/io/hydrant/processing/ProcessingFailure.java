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
 */
public record ProcessingFailure(String errorCode, String errorMessage, int attemptsMade, Optional<String> lambdaArn) {
    public ProcessingFailure {
        Objects.requireNonNull(errorCode, "errorCode");
        Objects.requireNonNull(errorMessage, "errorMessage");
        Objects.requireNonNull(lambdaArn, "lambdaArn");
    }

    /** A failure of a processor that asks nobody, and which another attempt would not mend. */
    public static ProcessingFailure of(String errorCode, String errorMessage) {
        return new ProcessingFailure(errorCode, errorMessage, 1, Optional.empty());
    }
}
