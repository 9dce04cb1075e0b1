package io.hydrant.service.s3.embedded.api.object;

import io.hydrant.service.s3.embedded.document.S3Errors;

/** The number of a part, as requests name it. */
public final class PartNumber {
    private static final int MOST = 10_000;

    private PartNumber() {}

    /**
     * Reads the number.
     *
     * @throws io.hydrant.aws.AwsException {@code InvalidArgument} for anything but 1 to 10000
     */
    public static int of(String text) {
        if (text.matches("\\d{1,5}")) {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= MOST) {
                return number;
            }
        }
        throw S3Errors.invalidArgument(
                "Part number must be an integer between 1 and 10000, inclusive", "partNumber", text);
    }
}
