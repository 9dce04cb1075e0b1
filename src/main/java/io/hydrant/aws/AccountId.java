package io.hydrant.aws;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/** An AWS account: twelve decimal digits. */
public record AccountId(String value) {
    public AccountId {
        Objects.requireNonNull(value, "value");
        if (!isAccountId(value)) {
            throw new IllegalArgumentException("An account id has twelve digits: " + value);
        }
    }

    /** Whether {@code text} has the form of an account id. */
    public static boolean isAccountId(String text) {
        if (text.length() != 12) {
            return false;
        }
        for (int i = 0; i < 12; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return false;
            }
        }
        return true;
    }

    // Written out, here and in Scope: what a record has by itself is put together when it is first asked, which a start
    // waits for.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AccountId that && value.equals(that.value);
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
