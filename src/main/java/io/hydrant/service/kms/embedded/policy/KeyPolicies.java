package io.hydrant.service.kms.embedded.policy;

import java.util.List;
import java.util.Map;

import io.hydrant.aws.Caller;
import io.hydrant.aws.Scope;
import io.hydrant.policy.Decision;
import io.hydrant.policy.PolicyDocument;
import io.hydrant.policy.PolicySyntaxException;
import io.hydrant.service.kms.embedded.key.Key;
import io.hydrant.service.kms.embedded.key.KmsCall;
import io.hydrant.service.kms.embedded.key.KmsErrors;
import io.hydrant.service.kms.embedded.key.KmsState;

/** The one policy that each key has, named {@code default}. Thread-safe. */
public final class KeyPolicies {
    private final KmsState state;
    private final Authorizer gate;

    public KeyPolicies(KmsState state, Authorizer gate) {
        this.state = state;
        this.gate = gate;
    }

    /**
     * The text of the key's policy.
     *
     * @throws io.hydrant.aws.AwsException {@code NotFoundException}, {@code AccessDeniedException}
     */
    public String get(KmsCall call, String keyId, String policyName) {
        return state.locked(() -> {
            Key key = gate.open(call, keyId, Authorizer.Use.of("GetKeyPolicy"));
            if (!policyName.equals("default")) {
                throw KmsErrors.policyNotFound();
            }
            return key.policy().json();
        });
    }

    /**
     * Whether the caller may list the names of the key's policies, which is always the one {@code default}.
     *
     * @throws io.hydrant.aws.AwsException {@code NotFoundException}, {@code AccessDeniedException}
     */
    public void checkList(KmsCall call, String keyId) {
        Key unused = state.locked(() -> gate.open(call, keyId, Authorizer.Use.of("ListKeyPolicies")));
    }

    /**
     * Replaces the key's policy.
     *
     * @throws io.hydrant.aws.AwsException {@code MalformedPolicyDocumentException}, {@code InvalidArnException}, {@code
     *     UnsupportedOperationException} for another name than {@code default} (a guess), {@code NotFoundException}
     */
    public void put(KmsCall call, String keyId, String policyName, String json, boolean bypassLockoutCheck) {
        state.locked(() -> {
            Key key = gate.open(call, keyId, Authorizer.Use.with("PutKeyPolicy", bypassCondition(bypassLockoutCheck)));
            if (!policyName.equals("default")) {
                throw KmsErrors.unsupported("The only key policy is named default.");
            }
            PolicyDocument policy = read(json);
            checkLockout(call, key, policy, bypassLockoutCheck);
            key.setPolicy(policy);
            state.changed();
            return policy;
        });
    }

    /**
     * Reads a key policy.
     *
     * @throws io.hydrant.aws.AwsException {@code MalformedPolicyDocumentException}, {@code InvalidArnException}, {@code
     *     LimitExceededException}
     */
    public static PolicyDocument read(String json) {
        if (json.length() > 32_768) {
            throw KmsErrors.limitExceeded("The key policy exceeds 32768 bytes.");
        }
        try {
            PolicyDocument policy = PolicyDocument.parse(json);
            if (!policy.namesPrincipalsEverywhere()) {
                throw KmsErrors.malformedPolicy("Policy contains a statement with no principal.");
            }
            return policy;
        } catch (PolicySyntaxException e) {
            throw e.isAboutArn() ? KmsErrors.policyArn() : KmsErrors.malformedPolicy(String.valueOf(e.getMessage()));
        }
    }

    /** The caller, or the owner's root user, must be able to change the policy again. */
    public void checkLockout(KmsCall call, Key key, PolicyDocument policy, boolean bypass) {
        if (bypass) {
            return;
        }
        Authorizer.Use use = Authorizer.Use.of("PutKeyPolicy");
        KmsCall root =
                KmsCall.of(Caller.root(key.scope().account()), key.scope().region());
        if (gate.decide(call, key, policy, use) != Decision.ALLOWED
                && gate.decide(root, key, policy, use) != Decision.ALLOWED) {
            throw KmsErrors.malformedPolicy(
                    "The new key policy will not allow you to update the key policy in the future.");
        }
    }

    /** What a key gets that is created through the API without a policy. Recorded on AWS. */
    public static PolicyDocument byDefault(Scope scope) {
        return PolicyDocument.parse(
                """
                {
                  "Version" : "2012-10-17",
                  "Id" : "key-default-1",
                  "Statement" : [ {
                    "Sid" : "Enable IAM User Permissions",
                    "Effect" : "Allow",
                    "Principal" : {
                      "AWS" : "arn:%s:iam::%s:root"
                    },
                    "Action" : "kms:*",
                    "Resource" : "*"
                  } ]
                }"""
                        .formatted(scope.region().partition(), scope.account()));
    }

    /** What conditions see of a caller who skips the lockout check. */
    public static Map<String, List<String>> bypassCondition(boolean bypass) {
        return Map.of("kms:BypassPolicyLockoutSafetyCheck", List.of(Boolean.toString(bypass)));
    }
}
