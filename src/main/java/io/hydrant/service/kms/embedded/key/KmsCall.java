package io.hydrant.service.kms.embedded.key;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.Arn;
import io.hydrant.aws.Caller;
import io.hydrant.aws.Region;
import io.hydrant.aws.Scope;
import io.hydrant.policy.Principal;

/**
 * Who calls KMS, where, and with which extras that every operation may have.
 *
 * @param scope the caller's account and the Region of the endpoint
 * @param viaService the service that calls for the principal, such as {@code firehose.us-east-1.amazonaws.com}
 * @param underGrant for a service's own call: the one grant that it relies on
 * @param sourceArn for a service's own call: the resource behind it
 */
public record KmsCall(
        Principal principal,
        Scope scope,
        Optional<String> viaService,
        Optional<String> underGrant,
        Optional<Arn> sourceArn,
        List<String> grantTokens,
        boolean dryRun) {
    public KmsCall {
        Objects.requireNonNull(principal, "principal");
        Objects.requireNonNull(scope, "scope");
        grantTokens = List.copyOf(grantTokens);
    }

    /** A caller's own call to the endpoint of {@code region}. */
    public static KmsCall of(Caller caller, Region region) {
        return new KmsCall(
                new Principal.Identity(caller),
                new Scope(caller.account(), region),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                false);
    }

    /** This call with grant tokens. */
    public KmsCall withGrantTokens(List<String> tokens) {
        return new KmsCall(principal, scope, viaService, underGrant, sourceArn, tokens, dryRun);
    }

    /** This call, which only asks whether it would succeed if {@code only}. */
    public KmsCall withDryRun(boolean only) {
        return new KmsCall(principal, scope, viaService, underGrant, sourceArn, grantTokens, only);
    }

    /** This call, made for the principal by {@code service}, such as {@code s3.us-east-1.amazonaws.com}. */
    public KmsCall via(String service) {
        return new KmsCall(principal, scope, Optional.of(service), underGrant, sourceArn, grantTokens, dryRun);
    }

    /** This call, as it would be made to the endpoint of {@code region}. */
    public KmsCall in(Region region) {
        Scope there = new Scope(scope.account(), region);
        return new KmsCall(principal, there, viaService, underGrant, sourceArn, grantTokens, dryRun);
    }

    /** The call of {@code service} itself, as grantee of {@code grantId}, for a resource of {@code account}. */
    public static KmsCall byService(
            String service, AccountId account, Region region, String grantId, Optional<Arn> sourceArn) {
        return new KmsCall(
                new Principal.Service(service),
                new Scope(account, region),
                Optional.empty(),
                Optional.of(grantId),
                sourceArn,
                List.of(),
                false);
    }

    /** The caller; empty when a service calls for itself. */
    public Optional<Caller> caller() {
        return principal instanceof Principal.Identity identity ? Optional.of(identity.caller()) : Optional.empty();
    }

    /**
     * Ends a call that only asks.
     *
     * @throws io.hydrant.aws.AwsException {@code DryRunOperationException}
     */
    public void stopIfDryRun() {
        if (dryRun) {
            throw KmsErrors.dryRun();
        }
    }
}
