package io.hydrant.service.s3.embedded.api.wire;

import java.util.Optional;
import java.util.function.UnaryOperator;

import io.hydrant.aws.AwsException;
import io.hydrant.service.s3.embedded.document.S3Errors;

/** The parameters that requests for lists share. */
public final class ListParams {
    private static final int MOST = 1000;

    private ListParams() {}

    /** How texts are written: as they are, or percent-encoded when {@code encoding-type=url} is asked for. */
    public static UnaryOperator<String> encoding(Params params) {
        Optional<String> type = params.get("encoding-type");
        if (type.isEmpty()) {
            return UnaryOperator.identity();
        }
        if (!type.get().equals("url")) {
            throw S3Errors.invalidArgument("Invalid Encoding Method specified in Request", "encoding-type", type.get());
        }
        return PercentCode::encode;
    }

    /** The size of a page: 0 to 1000, 1000 when nothing is said. */
    public static int pageSize(Params params, String name) {
        String text = params.text(name);
        return text.isEmpty() ? MOST : Math.min(MOST, number(text, name));
    }

    /**
     * A number of a request.
     *
     * @throws AwsException {@code InvalidArgument} for anything but 0 to 2147483647
     */
    public static int number(String text, String name) {
        if (text.matches("\\d{1,10}") && Long.parseLong(text) <= Integer.MAX_VALUE) {
            return (int) Long.parseLong(text);
        }
        throw S3Errors.invalidArgument(
                text.matches("-\\d+")
                        ? "Argument " + name + " must be an integer between 0 and 2147483647"
                        : "Provided " + name + " not an integer or within integer range",
                name,
                text);
    }
}
