package io.hydrant.policy;

/** A policy document that cannot be read; the message says why. */
public final class PolicySyntaxException extends RuntimeException {
    private final boolean aboutArn;

    PolicySyntaxException(String reason) {
        this(reason, false);
    }

    PolicySyntaxException(String reason, boolean aboutArn) {
        super(reason);
        this.aboutArn = aboutArn;
    }

    /** Whether the reason is a principal that is no ARN of a principal. */
    public boolean isAboutArn() {
        return aboutArn;
    }
}
