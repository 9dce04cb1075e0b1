package io.hydrant.service.sts.api;

/** One operation of STS. */
interface StsOperation {
    /** The value of {@code Action}. */
    default String name() {
        return getClass().getSimpleName();
    }

    /**
     * Runs the operation and answers the content of its result element.
     *
     * @throws io.hydrant.aws.AwsException the refusal
     */
    String call(StsCall call);
}
