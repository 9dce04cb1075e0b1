package io.hydrant.testing.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test class with a running Hydrant.
 *
 * <p>Test methods, and methods before and after each of them, may ask for parameters: {@code FirehoseClient},
 * {@code FirehoseAsyncClient}, {@code KmsClient}, {@code S3Client}, {@code HydrantControl}, {@code Hydrant}. Every test method has
 * an account of its own, which its clients and its control speak for, so tests do not see each other and may run in parallel;
 * the clock is one for all who share a server. What a test leaves behind is removed after it.
 *
 * <p>A method with {@link HydrantFunction} answers for a Lambda function. {@link Fault} says which calls fail.
 *
 * <p>A client's library has to be on the class path of the tests that name it as a parameter, and of no others. Where it is
 * missing JUnit cannot even read the test class, and says {@code NoClassDefFoundError}: for {@code S3Client} the library is
 * {@code software.amazon.awssdk:s3}, which Hydrant does not bring.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(HydrantExtension.class)
public @interface HydrantTest {
    /** Settings of the server as {@code NAME=value}, such as {@code HYDRANT_ENCRYPTION_LAG=0s}. */
    String[] settings() default {};

    /** Who shares a server. */
    Server server() default Server.PER_CLASS;

    /** Who shares a server. */
    enum Server {
        /**
         * The tests of a class. Before each test everything is reset, the moved clock too, unless the tests of the class run
         * concurrently.
         */
        PER_CLASS,
        /** All classes of the JVM with the same settings. The clock is never reset. */
        PER_JVM
    }
}
