package io.hydrant.aws;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/** An AWS Region by its name, such as {@code us-east-1}; invented names are accepted. */
public record Region(String value) {
    public Region {
        Objects.requireNonNull(value, "value");
        if (!isRegion(value)) {
            throw new IllegalArgumentException(
                    "A Region's name has 1 to 64 letters, digits, hyphens, underscores and dots: " + value);
        }
    }

    /** Whether {@code text} can name a Region: 1 to 64 letters, digits, hyphens, underscores and dots. */
    public static boolean isRegion(String text) {
        if (text.isEmpty() || text.length() > 64) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letterOrDigit && c != '-' && c != '_' && c != '.') {
                return false;
            }
        }
        return true;
    }

    /** The partition that ARNs of this Region begin with, such as {@code aws} or {@code aws-cn}. */
    public String partition() {
        if (value.startsWith("cn-")) {
            return "aws-cn";
        }
        if (value.startsWith("us-gov-")) {
            return "aws-us-gov";
        }
        if (value.startsWith("us-iso-")) {
            return "aws-iso";
        }
        if (value.startsWith("us-isob-")) {
            return "aws-iso-b";
        }
        if (value.startsWith("eu-isoe-")) {
            return "aws-iso-e";
        }
        if (value.startsWith("us-isof-")) {
            return "aws-iso-f";
        }
        if (value.startsWith("eusc-")) {
            return "aws-eusc";
        }
        return "aws";
    }

    // Written out, here and in Scope: what a record has by itself is put together when it is first asked, which a start
    // waits for.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Region that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
