package io.hydrant.testing.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A rule of what shall fail during a test of a {@link HydrantTest} class: for a test method, or for every test of a class. It is in
 * force from before the test until after it, for calls in the test's own account. Rules are looked at in the order of writing, those
 * of outer classes first. Either the members say it, or {@link #value} does.
 */
@Documented
@Inherited
@Repeatable(Fault.List.class)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Fault {
    /** The rule as the control API takes it, for what the members cannot say. */
    String value() default "";

    /** Who is asked, such as {@code firehose}, {@code kms} or {@code s3}. */
    String hop() default "";

    /** Only these operations; none for all. */
    String[] operation() default {};

    /** Only the delivery stream of that name; empty for all. A {@code *} at its end takes any rest. */
    String stream() default "";

    /** How many calls pass first. */
    long after() default 0;

    /** Strikes each call of that number: with 3 the third, the sixth, and so on. */
    long every() default 1;

    /** How often it strikes; 0 for without an end. */
    long times() default 0;

    /** How likely it strikes a call that is its turn, above 0 and at most 1. */
    double probability() default 1;

    /** What is drawn follows from this number. */
    long seed() default 0;

    /** The error of the service; empty for none. */
    String error() default "";

    /** What the error says; empty for the service's own words. */
    String message() default "";

    /** The HTTP status of the error; 0 for its usual one. */
    int status() default 0;

    /** The places in a batch, from 0 on, whose records are refused. */
    int[] records() default {};

    /** How likely each record of a batch is refused; 0 for none. */
    double recordProbability() default 0;

    /** How the connection ends: {@code reset}, {@code close} or {@code hang}; empty for not at all. */
    String connection() default "";

    /** Whether the work is done and its answer is lost. */
    boolean lostResponse() default false;

    /** How long the call waits on Hydrant's clock first, such as {@code 5s}; empty for not at all. */
    String delay() default "";

    /** Several of them. */
    @Documented
    @Inherited
    @Target({ElementType.TYPE, ElementType.METHOD})
    @Retention(RetentionPolicy.RUNTIME)
    @interface List {
        Fault[] value();
    }
}
