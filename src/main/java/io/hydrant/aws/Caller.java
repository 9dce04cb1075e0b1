package io.hydrant.aws;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Who sent a request.
 *
 * @param arn the caller as GetCallerIdentity names it: {@code arn:aws:iam::123456789012:root}, {@code …:user/ann},
 *     {@code arn:aws:sts::123456789012:assumed-role/role/session}
 * @param account the caller's account
 * @param roleArn for a session, the ARN of the role it was assumed from
 * @param credentialsIssuedAt for temporary credentials, when they were issued; long-term keys have none and never age
 * @param sessionPolicy for a session, the policy as JSON that narrows what the role may do
 * @param federatedBy for a federated user, the ARN of the user or root user whose permissions bound it
 */
public record Caller(
        String arn,
        AccountId account,
        Optional<String> roleArn,
        Optional<Instant> credentialsIssuedAt,
        Optional<String> sessionPolicy,
        Optional<String> federatedBy) {
    public Caller {
        Objects.requireNonNull(arn, "arn");
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(roleArn, "roleArn");
        Objects.requireNonNull(credentialsIssuedAt, "credentialsIssuedAt");
        Objects.requireNonNull(sessionPolicy, "sessionPolicy");
        Objects.requireNonNull(federatedBy, "federatedBy");
    }

    /** A caller who is no federated user. */
    public Caller(
            String arn,
            AccountId account,
            Optional<String> roleArn,
            Optional<Instant> credentialsIssuedAt,
            Optional<String> sessionPolicy) {
        this(arn, account, roleArn, credentialsIssuedAt, sessionPolicy, Optional.empty());
    }

    /** A caller without a session policy. */
    public Caller(String arn, AccountId account, Optional<String> roleArn, Optional<Instant> credentialsIssuedAt) {
        this(arn, account, roleArn, credentialsIssuedAt, Optional.empty());
    }

    /** The root user of {@code account}, with long-term credentials. */
    public static Caller root(AccountId account) {
        return new Caller("arn:aws:iam::" + account + ":root", account, Optional.empty(), Optional.empty());
    }

    /** The same with {@code policy} as its session policy. */
    public Caller withSessionPolicy(Optional<String> policy) {
        return new Caller(arn, account, roleArn, credentialsIssuedAt, policy, federatedBy);
    }

    /** The same with temporary credentials, issued at {@code now}. */
    public Caller issuedAt(Instant now) {
        return new Caller(arn, account, roleArn, Optional.of(now), sessionPolicy, federatedBy);
    }

    /** Whether this is the root user of its account, who needs no identity policy. */
    public boolean isRoot() {
        return arn.endsWith(":root");
    }
}
