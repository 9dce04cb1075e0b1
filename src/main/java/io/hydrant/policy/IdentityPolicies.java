package io.hydrant.policy;

import java.util.List;

import io.hydrant.aws.Caller;

/** Where the identity-based policies of callers come from. Implementations are safe for use by several threads. */
@FunctionalInterface
public interface IdentityPolicies {
    /** The policies attached to {@code caller}. An empty list allows nothing, except to a root user, who needs none. */
    List<PolicyDocument> of(Caller caller);

    /** Every caller is an administrator: what an account without IAM looks like to a key policy that names its root. */
    static IdentityPolicies administrators() {
        return caller -> Administrators.POLICIES;
    }

    /** Read when first asked for: reading JSON trees needs classes that would slow the start-up. */
    final class Administrators {
        private static final List<PolicyDocument> POLICIES = List.of(
                PolicyDocument.parse(
                        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}"));

        private Administrators() {}
    }
}
