package io.hydrant.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The ERROR lines that a test causes on purpose. Any other ERROR line fails the test: see {@link UnexpectedErrors}. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface ExpectedErrors {
    /** Texts, one of which each expected line or its exception holds. */
    String[] value();

    /** Whether the test logs so much that its lines go nowhere. */
    boolean silent() default false;
}
