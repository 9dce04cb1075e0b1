package io.hydrant.service.lambda;

import java.util.Objects;

import io.hydrant.aws.FunctionArn;
import io.hydrant.aws.Scope;
import io.hydrant.time.TimeLimit;

/**
 * A function to invoke, and the event for it.
 *
 * @param caller the account and Region in whose name the function is invoked
 * @param event JSON in the first {@code length} bytes, which nobody changes
 * @param limit how long to wait for the answer
 */
public record Invocation(FunctionArn function, Scope caller, byte[] event, int length, TimeLimit limit) {
    /** No answer is longer than this: what Lambda allows for 6 MB. */
    public static final int LARGEST_ANSWER = 6_291_556;

    public Invocation {
        Objects.requireNonNull(function, "function");
        Objects.requireNonNull(caller, "caller");
        Objects.requireNonNull(limit, "limit");
    }
}
