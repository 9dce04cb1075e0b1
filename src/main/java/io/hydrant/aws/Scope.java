package io.hydrant.aws;

import java.util.Objects;

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
}
