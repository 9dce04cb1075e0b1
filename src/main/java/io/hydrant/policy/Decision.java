package io.hydrant.policy;

/** What the policies say, and why. */
public enum Decision {
    /** Allowed, and denied nowhere. */
    ALLOWED,
    /** A statement of the resource's own policy denies it. */
    DENIED_BY_RESOURCE_POLICY,
    /** A statement of one of the caller's policies denies it. */
    DENIED_BY_IDENTITY_POLICY,
    /** A statement of the policy that the caller's session was given denies it. */
    DENIED_BY_SESSION_POLICY,
    /** The resource's policy leaves it to the caller's policies, and none of them allows it. */
    NOT_ALLOWED_BY_IDENTITY_POLICY,
    /** The caller's session was given a policy that does not allow it. */
    NOT_ALLOWED_BY_SESSION_POLICY,
    /** The resource's policy does not allow it. */
    NOT_ALLOWED_BY_RESOURCE_POLICY;

    /** Whether no other permission (such as a grant) can turn this into a yes. */
    public boolean isExplicitDeny() {
        return this == DENIED_BY_RESOURCE_POLICY
                || this == DENIED_BY_IDENTITY_POLICY
                || this == DENIED_BY_SESSION_POLICY;
    }
}
