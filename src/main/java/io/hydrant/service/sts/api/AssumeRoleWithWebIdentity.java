package io.hydrant.service.sts.api;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.hydrant.aws.Arn;
import io.hydrant.aws.Caller;
import io.hydrant.policy.Principal;
import io.hydrant.service.sts.Callers;

/**
 * Makes a session of a role for the holder of an OpenID Connect token. The token's form and its expiry are checked, its signature
 * and its issuer are not. Nobody need sign the request.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html">
 *     AssumeRoleWithWebIdentity</a>
 */
final class AssumeRoleWithWebIdentity implements StsOperation {
    private static final String ACTION = "sts:AssumeRoleWithWebIdentity";

    private final Callers callers;
    private final InstantSource time;

    AssumeRoleWithWebIdentity(Callers callers, InstantSource time) {
        this.callers = callers;
        this.time = time;
    }

    @Override
    public String call(StsCall call) {
        QueryForm form = call.form();
        Caller asked = AssumedRole.asked(form);
        String text = form.required("WebIdentityToken", 4, 20_000, SessionTerms.ANYTHING);
        int seconds = form.number("DurationSeconds", 3_600, 900, 43_200);
        Caller role = asked.withSessionPolicy(SessionTerms.policy(form, name()));
        if (form.optional("ProviderId", 4, 2_048, SessionTerms.ANYTHING).isPresent()) {
            throw StsErrors.identityToken("Hydrant takes OpenID Connect tokens, which need no ProviderId.");
        }
        WebIdentityToken token = WebIdentityToken.read(text);
        token.requireUnexpired(time.instant());
        String partition = role.arn().split(":", 3)[1];
        String provider =
                new Arn(partition, "iam", "", role.account().value(), "oidc-provider/" + token.provider()).toString();
        if (!callers.mayAssume(new Principal.Federated(provider), ACTION, role, conditions(token, provider, form))) {
            throw StsErrors.refused("AccessDenied", "Not authorized to perform " + ACTION);
        }
        return AssumedRole.told(callers.issue(role, Duration.ofSeconds(seconds)), role)
                + StsXml.element("SubjectFromWebIdentityToken", token.subject())
                + StsXml.element("Provider", token.issuer())
                + StsXml.element("Audience", token.audience().get(0))
                + SessionTerms.packedSize(form);
    }

    /** What the conditions of a trust policy may look at. Source: IAM user guide, keys for OIDC federation. */
    private static Map<String, List<String>> conditions(WebIdentityToken token, String provider, QueryForm form) {
        Map<String, List<String>> values = new HashMap<>();
        values.put("aws:FederatedProvider", List.of(provider));
        values.put(token.provider() + ":aud", token.audience());
        values.put(token.provider() + ":sub", List.of(token.subject()));
        form.get("RoleSessionName").ifPresent(name -> values.put("sts:RoleSessionName", List.of(name)));
        return values;
    }
}
