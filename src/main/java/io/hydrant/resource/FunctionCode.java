package io.hydrant.resource;

/** A function of this process, which stands for a Lambda function. Several threads may call it at the same time. */
@FunctionalInterface
public interface FunctionCode {
    /**
     * Answers an event as the Lambda function would.
     *
     * @param event JSON
     * @return JSON
     * @throws Exception if the function fails, as a Lambda function that throws
     */
    String handle(String event) throws Exception;
}
