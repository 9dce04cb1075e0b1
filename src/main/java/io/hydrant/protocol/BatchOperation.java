package io.hydrant.protocol;

import java.util.Objects;
import java.util.function.IntPredicate;

import software.amazon.awssdk.core.SdkPojo;

/** An operation that takes several records and answers for each of them. */
public interface BatchOperation<I extends SdkPojo, O extends SdkPojo> extends Operation<I, O> {
    /**
     * Does it for all records but some, whose answers are an error.
     *
     * @throws io.hydrant.aws.AwsException as {@link #call(SdkPojo, CallContext)} does
     */
    O call(I input, CallContext context, LeftOut leftOut);

    /**
     * Records that are not taken.
     *
     * @param places their indices, from 0
     * @param errorCode what the answer says of each of them
     * @param errorMessage for people
     */
    record LeftOut(IntPredicate places, String errorCode, String errorMessage) {
        public LeftOut {
            Objects.requireNonNull(places, "places");
            Objects.requireNonNull(errorCode, "errorCode");
            Objects.requireNonNull(errorMessage, "errorMessage");
        }

        /** No record is left out. */
        public static LeftOut nothing() {
            return new LeftOut(index -> false, "", "");
        }
    }
}
