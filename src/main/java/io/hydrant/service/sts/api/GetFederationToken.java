package io.hydrant.service.sts.api;

import java.time.Duration;
import java.util.Optional;

import io.hydrant.aws.Caller;
import io.hydrant.service.sts.Callers;
import io.hydrant.service.sts.Principals;

/**
 * Makes a session of a federated user, who may do what both the calling user and the session policy allow. Without a session
 * policy it may do nothing.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_GetFederationToken.html">GetFederationToken</a>
 */
final class GetFederationToken implements StsOperation {
    private static final String ACTION = "sts:GetFederationToken";
    private static final String NOTHING =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"NotAction\":\"*\",\"Resource\":\"*\"}]}";

    private final Callers callers;

    GetFederationToken(Callers callers) {
        this.callers = callers;
    }

    @Override
    public String call(StsCall call) {
        Caller caller = call.caller();
        QueryForm form = call.form();
        String name = form.required("Name", 2, 32, AssumedRole.SESSION_NAME);
        int seconds = form.number("DurationSeconds", 43_200, 900, 129_600);
        SessionTerms.checkTags(form);
        Optional<String> policy = SessionTerms.policy(form, name());
        if (caller.credentialsIssuedAt().isPresent()) {
            throw StsErrors.refused("AccessDenied", "Cannot call GetFederationToken with session credentials");
        }
        boolean unbound = policy.isEmpty() && form.hasAny("PolicyArns.member.");
        Caller user =
                Principals.federated(caller, name, unbound ? Optional.empty() : policy.or(() -> Optional.of(NOTHING)));
        if (!callers.may(caller, ACTION, user.arn())) {
            throw StsErrors.accessDenied(caller, ACTION, user.arn());
        }
        int granted = caller.isRoot() ? Math.min(seconds, GetSessionToken.ROOT_SECONDS) : seconds;
        return StsXml.credentials(callers.issue(user, Duration.ofSeconds(granted))) + "<FederatedUser>"
                + StsXml.element("FederatedUserId", Principals.userId(user))
                + StsXml.element("Arn", user.arn()) + "</FederatedUser>" + SessionTerms.packedSize(form);
    }
}
