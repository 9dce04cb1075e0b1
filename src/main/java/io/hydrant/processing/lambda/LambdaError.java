package io.hydrant.processing.lambda;

import io.hydrant.service.lambda.FunctionException;

/**
 * A code of the error output and of CloudWatch Logs, with its sentence. Those that say no other were recorded on AWS or are in its
 * guide.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/monitoring-with-cloudwatch-logs.html">errors of Lambda</a>
 */
record LambdaError(String code, String message) {
    static final LambdaError PROCESSING_FAILED =
            new LambdaError("Lambda.ProcessingFailedStatus", "ProcessingFailed status set for record");
    static final LambdaError MISSING_ID = new LambdaError(
            "Lambda.MissingRecordId",
            "One or more record Ids were not returned. Ensure that the Lambda function returns all received record Ids.");
    static final LambdaError DUPLICATED_ID = new LambdaError(
            "Lambda.DuplicatedRecordId",
            "Multiple records were returned with the same record Id. Ensure that the Lambda function returns a unique record"
                    + " Id for each record.");
    static final LambdaError NO_DATA = new LambdaError(
            "Lambda.InvalidReturnFormat",
            "The data field cannot be null when the SourceType is DirectPut or KinesisStreamAsSource and processing result is"
                    + " Ok. The value field cannot be null when the SourceType is MSKAsSource and processing result is Ok.");
    static final LambdaError UNREADABLE = new LambdaError(
            "Lambda.JsonProcessingException",
            "There was an error parsing returned records from the Lambda function. Ensure that the returned records follow the"
                    + " status model that is required by Amazon Data Firehose.");
    private static final LambdaError FUNCTION_ERROR = new LambdaError(
            "Lambda.FunctionError", "The Lambda function was successfully invoked but it returned an error result.");
    private static final LambdaError TIMED_OUT = new LambdaError(
            "Lambda.FunctionTimedOut",
            "The Lambda function invocation timed out. Increase the Timeout setting in the Lambda function.");
    private static final LambdaError ACCESS_DENIED = new LambdaError(
            "Lambda.InvokeAccessDenied",
            "Access was denied. Ensure that the access policy allows access to the Lambda function.");

    /** The sentence is a guess. */
    private static final LambdaError NOT_FOUND = new LambdaError(
            "Lambda.ResourceNotFound", "The Lambda function does not exist. Use a different function that does exist.");

    /** The sentence is a guess. */
    private static final LambdaError LIMIT_EXCEEDED = new LambdaError(
            "Lambda.InvokeLimitExceeded",
            "The Lambda concurrent execution limit is exceeded. Increase the concurrent execution limit.");

    /** The error of a part whose function does not answer; {@code ConnectionFailed} is Hydrant's own code. */
    static LambdaError of(FunctionException failure) {
        return switch (failure.failure()) {
            case FUNCTION_ERROR -> FUNCTION_ERROR;
            case TIMED_OUT -> TIMED_OUT;
            case ACCESS_DENIED -> ACCESS_DENIED;
            case NOT_FOUND -> NOT_FOUND;
            case LIMIT_EXCEEDED -> LIMIT_EXCEEDED;
            case TOO_LARGE -> new LambdaError("Lambda.RequestTooLargeException", failure.sentence());
            case UNREACHABLE -> new LambdaError("Lambda.ConnectionFailed", failure.sentence());
            case SERVICE ->
                new LambdaError(
                        "Lambda." + (failure.type().isEmpty() ? "ServiceException" : failure.type()),
                        failure.sentence());
        };
    }

    /** The error of a record that is too large for an event; the code is a guess. */
    static LambdaError tooLarge(int eventBytes) {
        return new LambdaError(
                "Lambda.RequestTooLargeException",
                "The event would have " + eventBytes + " bytes; Lambda takes " + EventBody.LARGEST + '.');
    }
}
