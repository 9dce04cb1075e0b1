package io.hydrant.service.sts.api;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.hydrant.aws.Caller;
import io.hydrant.policy.Principal;
import io.hydrant.service.sts.Callers;

/** Makes a session of a role. A role whose trust policy is not known may be assumed by everybody. */
public final class AssumeRole implements StsOperation {
    private static final int CHAINED_SECONDS = 3_600;

    private final Callers callers;

    AssumeRole(Callers callers) {
        this.callers = callers;
    }

    @Override
    public String call(StsCall call) {
        Caller caller = call.caller();
        QueryForm form = call.form();
        Caller asked = AssumedRole.asked(form);
        int seconds = form.number("DurationSeconds", 3_600, 900, 43_200);
        Optional<String> sourceIdentity = form.optional("SourceIdentity", 2, 64, AssumedRole.SESSION_NAME);
        if (caller.roleArn().isPresent() && seconds > CHAINED_SECONDS) {
            throw StsErrors.validation(
                    "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining");
        }
        SessionTerms.checkTags(form);
        Caller role = asked.withSessionPolicy(SessionTerms.policy(form, name()));
        boolean federated =
                caller.federatedBy().isPresent(); // source: IAM user guide, federated users call no such operation
        if (federated
                || !callers.mayAssume(
                        new Principal.Identity(caller), "sts:AssumeRole", role, conditions(caller, form))) {
            throw StsErrors.accessDenied(
                    caller, "sts:AssumeRole", role.roleArn().orElseThrow());
        }
        Callers.IssuedCredentials issued = callers.issue(role, Duration.ofSeconds(seconds));
        return AssumedRole.told(issued, role)
                + SessionTerms.packedSize(form)
                + sourceIdentity
                        .map(identity -> StsXml.element("SourceIdentity", identity))
                        .orElse("");
    }

    /** What the conditions of a trust policy may look at. */
    private static Map<String, List<String>> conditions(Caller caller, QueryForm form) {
        Map<String, List<String>> values = new HashMap<>();
        values.put("aws:PrincipalAccount", List.of(caller.account().value()));
        values.put("aws:PrincipalArn", List.of(caller.roleArn().orElse(caller.arn())));
        for (String member : List.of("ExternalId", "RoleSessionName", "SourceIdentity")) {
            form.get(member).ifPresent(value -> values.put("sts:" + member, List.of(value)));
        }
        return values;
    }
}
