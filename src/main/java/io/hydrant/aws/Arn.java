package io.hydrant.aws;

import java.util.Objects;
import java.util.Optional;

/** An Amazon Resource Name: {@code arn:partition:service:region:account:resource}. */
public record Arn(String partition, String service, String region, String account, String resource) {
    public Arn {
        Objects.requireNonNull(partition, "partition");
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(region, "region");
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(resource, "resource");
    }

    /** Reads an ARN; empty when {@code text} does not have its six parts. */
    public static Optional<Arn> parse(String text) {
        String[] parts = text.split(":", 6);
        if (parts.length != 6
                || !parts[0].equals("arn")
                || parts[1].isEmpty()
                || parts[2].isEmpty()
                || parts[5].isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Arn(parts[1], parts[2], parts[3], parts[4], parts[5]));
    }

    /** The account and Region that it names; empty when it does not name both. */
    public Optional<Scope> scope() {
        return AccountId.isAccountId(account) && Region.isRegion(region)
                ? Optional.of(new Scope(new AccountId(account), new Region(region)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "arn:" + partition + ':' + service + ':' + region + ':' + account + ':' + resource;
    }
}
