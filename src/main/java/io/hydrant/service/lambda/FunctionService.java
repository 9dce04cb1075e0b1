package io.hydrant.service.lambda;

/** Lambda functions, as processing sees them. Implementations are safe for use by several threads. */
public interface FunctionService {
    /**
     * Invokes a function and waits for its answer.
     *
     * @return what it answered
     * @throws FunctionException if there is no answer, or the function failed
     */
    byte[] invoke(Invocation invocation);

    /** Whether anything may answer for the function of {@code arn}; no function is asked. */
    boolean knows(String arn);
}
