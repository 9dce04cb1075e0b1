package io.hydrant.service.sts.api;

import java.util.regex.Pattern;

import io.hydrant.aws.Caller;
import io.hydrant.service.sts.Callers;
import io.hydrant.service.sts.Principals;

/** The part of the request and of the answer that all ways to assume a role share. */
final class AssumedRole {
    /** Of a session name, of a source identity and of a federated user. */
    static final Pattern SESSION_NAME = Pattern.compile("[\\w+=,.@-]*");

    private AssumedRole() {}

    /**
     * The session that is asked for.
     *
     * @throws io.hydrant.aws.AwsException {@code ValidationError}
     */
    static Caller asked(QueryForm form) {
        String roleArn = form.required("RoleArn", 20, 2_048, SessionTerms.ANYTHING);
        String sessionName = form.required("RoleSessionName", 2, 64, SESSION_NAME);
        return Principals.assumed(roleArn, sessionName)
                .orElseThrow(() -> StsErrors.validation(roleArn + " is invalid"));
    }

    /** The elements that describe the session. */
    static String told(Callers.IssuedCredentials issued, Caller role) {
        return StsXml.credentials(issued) + "<AssumedRoleUser>"
                + StsXml.element("AssumedRoleId", Principals.userId(role))
                + StsXml.element("Arn", role.arn()) + "</AssumedRoleUser>";
    }
}
