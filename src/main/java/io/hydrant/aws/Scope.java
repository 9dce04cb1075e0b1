package io.hydrant.aws;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/** Where a resource lives: one account in one Region. Nothing is shared between two scopes. */
public record Scope(AccountId account, Region region) {
    public Scope {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(region, "region");
    }

    /** The ARN of {@code resource} of {@code service} in this scope. */
    public Arn arn(String service, String resource) {
        return new Arn(region.partition(), service, region.value(), account.value(), resource);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Scope that && account.equals(that.account) && region.equals(that.region);
    }

    @Override
    public int hashCode() {
        return 31 * account.hashCode() + region.hashCode();
    }
}
