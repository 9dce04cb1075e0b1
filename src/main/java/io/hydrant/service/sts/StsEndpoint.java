package io.hydrant.service.sts;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

import io.hydrant.aws.AwsError;
import io.hydrant.aws.AwsException;
import io.hydrant.aws.Caller;
import io.hydrant.aws.RequestIds;
import io.hydrant.aws.Signature;
import io.hydrant.http.HttpEndpoint;
import io.hydrant.http.HttpRequest;
import io.hydrant.http.HttpResponse;
import io.hydrant.http.Refusals;
import io.hydrant.http.RequestHead;
import io.hydrant.policy.PolicyDocument;
import io.hydrant.policy.PolicySyntaxException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The embedded STS: GetCallerIdentity, AssumeRole and GetSessionToken in the Query protocol, by POST and by GET. A role whose
 * trust policy is not known may be assumed by everybody. Session policies given as text narrow the session; those given as
 * ARNs of managed policies are not applied, because no managed policy is known here.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/">AWS STS API reference</a>
 */
public final class StsEndpoint implements HttpEndpoint {
    private static final Logger log = LoggerFactory.getLogger(StsEndpoint.class);

    private static final String VERSION = "2011-06-15";
    private static final Pattern ANYTHING = Pattern.compile("(?s).*");
    private static final Pattern SESSION_NAME = Pattern.compile("[\\w+=,.@-]*");
    /** Many times what the longest request of STS has. */
    private static final long MAX_BODY = 1 << 20;

    private static final int CHAINED_SECONDS = 3_600;
    private static final int ROOT_SECONDS = 3_600;

    private final Callers callers;
    private final Function<RequestHead, Optional<Signature>> signatures;

    /** An STS that hands out credentials of {@code callers}; {@code signatures} reads the signature of a request. */
    public StsEndpoint(Callers callers, Function<RequestHead, Optional<Signature>> signatures) {
        this.callers = callers;
        this.signatures = signatures;
    }

    @Override
    public boolean owns(RequestHead head) {
        if (!head.path().equals("/") || head.header("X-Amz-Target").isPresent()) {
            return false;
        }
        if (head.method().equals("POST")) {
            return head.header("Content-Type")
                    .map(type -> type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded"))
                    .orElse(false);
        }
        return head.method().equals("GET")
                && head.query().contains("Action=")
                && head.query().contains("Version=" + VERSION);
    }

    @Override
    public HttpResponse answer(HttpRequest request) {
        String requestId = RequestIds.next();
        RequestHead head = request.head();
        try {
            QueryForm form =
                    new QueryForm(head.method().equals("GET") ? head.query() : new String(request.body(), UTF_8));
            String action = form.get("Action")
                    .orElseThrow(() -> new AwsException(AwsError.client("MissingAction", "Missing Action")));
            String version = form.get("Version").orElse("");
            boolean ours = version.equals(VERSION);
            String result =
                    switch (ours ? action : "") {
                        case "GetCallerIdentity" -> getCallerIdentity(caller(head));
                        case "AssumeRole" -> assumeRole(caller(head), form);
                        case "GetSessionToken" -> getSessionToken(caller(head), form);
                        default ->
                            throw new AwsException(AwsError.client(
                                    "InvalidAction", "Could not find operation " + action + " for version " + version));
                    };
            return StsXml.answer(action, result, requestId);
        } catch (AwsException e) {
            return StsXml.error(e.error(), requestId);
        }
    }

    @Override
    public HttpResponse bodyTooLong(RequestHead head, long bound) {
        AwsError error = AwsError.server("RequestEntityTooLarge", 413, Refusals.tooLong(bound));
        return StsXml.error(error, RequestIds.next());
    }

    @Override
    public HttpResponse noRoom(RequestHead head) {
        return StsXml.error(AwsError.server("ServiceUnavailable", 503, Refusals.NO_ROOM), RequestIds.next());
    }

    @Override
    public HttpResponse forbidden(RequestHead head, String sentence) {
        return StsXml.error(AwsError.server("AccessDenied", 403, sentence), RequestIds.next());
    }

    @Override
    public OptionalLong maxBody(RequestHead head) {
        return OptionalLong.of(MAX_BODY);
    }

    private Caller caller(RequestHead head) {
        try {
            return callers.identify(signatures.apply(head));
        } catch (AwsException e) {
            if (e.error().code().equals("ExpiredTokenException")) {
                throw refusal("ExpiredToken", e.error().message().orElse(""));
            }
            throw e;
        }
    }

    private static String getCallerIdentity(Caller caller) {
        return StsXml.element("UserId", Principals.userId(caller))
                + StsXml.element("Account", caller.account().value())
                + StsXml.element("Arn", caller.arn());
    }

    private String assumeRole(Caller caller, QueryForm form) {
        String roleArn = form.required("RoleArn", 20, 2_048, ANYTHING);
        String sessionName = form.required("RoleSessionName", 2, 64, SESSION_NAME);
        int seconds = form.number("DurationSeconds", 3_600, 900, 43_200);
        Optional<String> sourceIdentity = form.optional("SourceIdentity", 2, 64, SESSION_NAME);
        Optional<String> policy = form.optional("Policy", 1, 2_048, ANYTHING);
        Caller role = Principals.assumed(roleArn, sessionName)
                .map(assumed ->
                        new Caller(assumed.arn(), assumed.account(), assumed.roleArn(), Optional.empty(), policy))
                .orElseThrow(() -> new AwsException(AwsError.client("ValidationError", roleArn + " is invalid")));
        if (caller.roleArn().isPresent() && seconds > CHAINED_SECONDS) {
            throw new AwsException(
                    AwsError.client(
                            "ValidationError",
                            "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining"));
        }
        checkTags(form);
        checkPolicy(form);
        if (!callers.mayAssume(caller, role, conditions(caller, form))) {
            throw refusal(
                    "AccessDenied",
                    "User: " + caller.arn() + " is not authorized to perform: sts:AssumeRole on resource: " + roleArn);
        }
        Callers.IssuedCredentials issued = callers.issue(role, Duration.ofSeconds(seconds));
        StringBuilder result = new StringBuilder(StsXml.credentials(issued));
        result.append("<AssumedRoleUser>")
                .append(StsXml.element("AssumedRoleId", Principals.userId(role)))
                .append(StsXml.element("Arn", role.arn()))
                .append("</AssumedRoleUser>");
        if (form.hasAny("Policy") || form.hasAny("Tags.member.")) {
            result.append(StsXml.element("PackedPolicySize", "1"));
        }
        sourceIdentity.ifPresent(identity -> result.append(StsXml.element("SourceIdentity", identity)));
        return result.toString();
    }

    private String getSessionToken(Caller caller, QueryForm form) {
        int seconds = form.number("DurationSeconds", 43_200, 900, 129_600);
        if (caller.credentialsIssuedAt().isPresent()) {
            throw refusal("AccessDenied", "Cannot call GetSessionToken with session credentials");
        }
        int granted = caller.isRoot() ? Math.min(seconds, ROOT_SECONDS) : seconds;
        return StsXml.credentials(callers.issue(caller, Duration.ofSeconds(granted)));
    }

    private static void checkTags(QueryForm form) {
        List<String> keys = form.list("Tags.member", ".Key");
        Set<String> lower = new HashSet<>();
        for (String key : keys) {
            if (!lower.add(key.toLowerCase(Locale.ROOT))) {
                throw new AwsException(AwsError.client(
                        "InvalidParameterValue",
                        "Duplicate tag keys found. Please note that Tag keys are case insensitive."));
            }
        }
        for (String key : form.list("TransitiveTagKeys.member", "")) {
            if (!lower.contains(key.toLowerCase(Locale.ROOT))) {
                throw new AwsException(AwsError.client(
                        "InvalidParameterValue",
                        "The specified transitive tag key must be included in the requested tags."));
            }
        }
    }

    private static void checkPolicy(QueryForm form) {
        if (form.hasAny("PolicyArns.member.")) {
            log.warn("Managed session policies are not applied operation=AssumeRole");
        }
        form.get("Policy").ifPresent(policy -> {
            try {
                PolicyDocument.parse(policy);
            } catch (PolicySyntaxException e) {
                throw new AwsException(AwsError.client("MalformedPolicyDocument", String.valueOf(e.getMessage())));
            }
        });
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

    private static AwsException refusal(String code, String message) {
        return new AwsException(AwsError.server(code, 403, message));
    }
}
