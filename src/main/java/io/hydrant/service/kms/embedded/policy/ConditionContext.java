package io.hydrant.service.kms.embedded.policy;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.hydrant.aws.Caller;
import io.hydrant.service.kms.embedded.key.Key;
import io.hydrant.service.kms.embedded.key.KmsCall;

/** The values of the condition keys that KMS knows. Source: developer guide, condition keys. */
final class ConditionContext {
    private static final Set<String> ABOUT_GRANTS = Set.of("CreateGrant", "ListGrants", "RevokeGrant");

    private ConditionContext() {}

    /** What is known without a key. */
    static Map<String, List<String>> of(KmsCall call, Instant now) {
        Map<String, List<String>> values = new HashMap<>();
        values.put("aws:RequestedRegion", List.of(call.scope().region().value()));
        values.put("aws:CurrentTime", List.of(now.toString()));
        values.put("aws:EpochTime", List.of(Long.toString(now.getEpochSecond())));
        values.put("aws:SecureTransport", List.of("true"));
        values.put(
                "aws:ViaAWSService", List.of(Boolean.toString(call.viaService().isPresent())));
        values.put(
                "aws:PrincipalIsAWSService",
                List.of(Boolean.toString(call.caller().isEmpty())));
        call.viaService().ifPresent(service -> values.put("kms:ViaService", List.of(service)));
        call.sourceArn().ifPresent(arn -> {
            values.put("aws:SourceArn", List.of(arn.toString()));
            values.put("aws:SourceAccount", List.of(arn.account()));
        });
        call.caller().ifPresent(caller -> addCaller(values, caller));
        return values;
    }

    /** What is known about the use of a key. */
    static Map<String, List<String>> of(KmsCall call, Key key, Authorizer.Use use, Instant now, List<String> aliases) {
        Map<String, List<String>> values = of(call, now);
        values.put("kms:KeySpec", List.of(key.spec().name()));
        values.put("kms:KeyUsage", List.of(key.usage().name()));
        values.put("kms:KeyOrigin", List.of(key.origin()));
        values.put("kms:MultiRegion", List.of(Boolean.toString(key.multiRegion())));
        if (key.multiRegion()) {
            values.put("kms:MultiRegionKeyType", List.of(key.isReplica() ? "REPLICA" : "PRIMARY"));
        }
        values.put("aws:ResourceAccount", List.of(key.scope().account().value()));
        if (!aliases.isEmpty()) {
            values.put("kms:ResourceAliases", aliases);
        }
        key.tags().forEach((name, value) -> values.put("aws:ResourceTag/" + name, List.of(value)));
        if (ABOUT_GRANTS.contains(use.operation())) {
            values.put(
                    "kms:GrantIsForAWSResource",
                    List.of(Boolean.toString(call.viaService().isPresent())));
        }
        if (!use.context().isEmpty()) {
            use.context().forEach((name, value) -> values.put("kms:EncryptionContext:" + name, List.of(value)));
            values.put("kms:EncryptionContextKeys", List.copyOf(use.context().keySet()));
        }
        values.putAll(use.more());
        return values;
    }

    private static void addCaller(Map<String, List<String>> values, Caller caller) {
        values.put("kms:CallerAccount", List.of(caller.account().value()));
        values.put("aws:PrincipalAccount", List.of(caller.account().value()));
        values.put("aws:PrincipalArn", List.of(caller.roleArn().orElse(caller.arn())));
        int user = caller.arn().indexOf(":user/");
        if (user >= 0) {
            values.put(
                    "aws:username", List.of(caller.arn().substring(caller.arn().lastIndexOf('/') + 1)));
        }
        caller.credentialsIssuedAt().ifPresent(issued -> values.put("aws:TokenIssueTime", List.of(issued.toString())));
    }
}
