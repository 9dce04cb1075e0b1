package io.hydrant.testing.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method of a {@link HydrantTest} class that answers for a Lambda function: it takes the event's JSON as a {@code String} and
 * gives the answer's as one. What it throws is the error of the function.
 *
 * <p>The function is there from before each test until after it. Tests that run concurrently on one server share their functions:
 * make the method static then.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface HydrantFunction {
    /** The function's name or ARN; a {@code *} at its end takes any rest. */
    String value();
}
