package io.hydrant.service.kms;

import java.util.Objects;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.Arn;
import io.hydrant.aws.Region;
import io.hydrant.aws.Scope;

/** The ARN of a KMS key (or of an alias, which KMS refuses for grants). */
public record KeyArn(String value) {
    public KeyArn {
        Objects.requireNonNull(value, "value");
        Arn arn = Arn.parse(value).orElseThrow(() -> new IllegalArgumentException("Not an ARN: " + value));
        if (!arn.service().equals("kms")
                || !AccountId.isAccountId(arn.account())
                || arn.region().isEmpty()) {
            throw new IllegalArgumentException("Not the ARN of a KMS key: " + value);
        }
    }

    /** The account and Region that the ARN names. */
    public Scope scope() {
        Arn arn = Arn.parse(value).orElseThrow();
        return new Scope(new AccountId(arn.account()), new Region(arn.region()));
    }

    @Override
    public String toString() {
        return value;
    }
}
