package io.hydrant.service.s3.embedded.api.bucket;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import io.hydrant.aws.AwsException;
import io.hydrant.service.s3.embedded.document.S3Errors;

/** What {@code continuation-token} carries from one page of a list to the next: the last name that was told. */
final class PageToken {
    private static final String MARK = "1";

    private PageToken() {}

    static String of(String last) {
        return MARK + Base64.getUrlEncoder().withoutPadding().encodeToString(last.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The name in a token.
     *
     * @throws AwsException {@code InvalidArgument}
     */
    static String read(String token) {
        try {
            if (token.startsWith(MARK) && token.length() > MARK.length()) {
                return new String(
                        Base64.getUrlDecoder().decode(token.substring(MARK.length())), StandardCharsets.UTF_8);
            }
        } catch (IllegalArgumentException e) {
            throw bad();
        }
        throw bad();
    }

    private static AwsException bad() {
        return S3Errors.of(
                400,
                "InvalidArgument",
                "The continuation token provided is incorrect",
                "ArgumentName",
                "continuation-token");
    }
}
