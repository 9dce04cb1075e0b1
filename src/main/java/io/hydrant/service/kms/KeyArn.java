package io.hydrant.service.kms;

import java.util.Objects;

import io.hydrant.aws.Arn;
import io.hydrant.aws.Scope;

/** The ARN of a KMS key (or of an alias, which KMS refuses for grants). */
public record KeyArn(String value) {
    public KeyArn {
        Objects.requireNonNull(value, "value");
        Arn arn = Arn.parse(value).orElseThrow(() -> new IllegalArgumentException("Not an ARN: " + value));
        if (!arn.service().equals("kms") || arn.scope().isEmpty()) {
            throw new IllegalArgumentException("Not the ARN of a KMS key: " + value);
        }
    }

    /** The account and Region that the ARN names. */
    public Scope scope() {
        return Arn.parse(value).flatMap(Arn::scope).orElseThrow();
    }

    @Override
    public String toString() {
        return value;
    }
}
