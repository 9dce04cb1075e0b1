package io.hydrant.service.sts.api;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.Region;
import io.hydrant.aws.Signature;
import io.hydrant.http.HttpRequest;
import io.hydrant.http.HttpResponse;
import io.hydrant.http.RequestHead;
import io.hydrant.http.Router;
import io.hydrant.server.HttpServer;
import io.hydrant.service.sts.Callers;
import io.hydrant.store.memory.MemoryStateStore;
import io.hydrant.time.VirtualTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;
import software.amazon.awssdk.services.sts.model.StsException;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StsEndpointTest {
    private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
    private static final String ROLE = "arn:aws:iam::111122223333:role/service/producer";
    private static final String NEVER = "_";
    /** Long-term credentials. */
    private static final String SIGNED = "";

    private final VirtualTime time = new VirtualTime(START);
    private final Callers callers = new Callers(new AccountId("000000000000"), time, new MemoryStateStore());
    private final StsEndpoint sts = new StsEndpoint(callers, time, StsEndpointTest::signature);

    @Test
    void speaksToAnUnmodifiedClient() {
        try (HttpServer server = new HttpServer("127.0.0.1", 0, new Router(List.of(), sts), 1_000_000)) {
            server.start();
            GetCallerIdentityResponse root;
            AssumeRoleResponse assumed;
            try (StsClient client = client(server.port(), AwsBasicCredentials.create("123456789012", "x"))) {
                root = client.getCallerIdentity();
                assumed = client.assumeRole(r -> r.roleArn(ROLE)
                        .roleSessionName("night")
                        .durationSeconds(43_200)
                        .sourceIdentity("ann"));
                assertThat(client.getSessionToken().credentials().expiration()).isEqualTo(START.plusSeconds(3_600));
            }
            assertThat(root.arn()).isEqualTo("arn:aws:iam::123456789012:root");
            assertThat(root.account()).isEqualTo("123456789012");
            assertThat(root.userId()).isEqualTo("123456789012");
            Credentials issued = assumed.credentials();
            assertThat(issued.accessKeyId()).matches("ASIA[A-Z2-7]{16}");
            assertThat(issued.secretAccessKey()).hasSize(40);
            assertThat(issued.expiration()).isEqualTo(START.plus(Duration.ofHours(12)));
            assertThat(assumed.assumedRoleUser().arn())
                    .isEqualTo("arn:aws:sts::111122223333:assumed-role/producer/night");
            assertThat(assumed.assumedRoleUser().assumedRoleId()).matches("AROA[A-Z2-7]{16}:night");
            assertThat(assumed.getValueForField("PackedPolicySize", Integer.class))
                    .isEmpty();
            assertThat(assumed.sourceIdentity()).isEqualTo("ann");

            AwsCredentials session =
                    AwsSessionCredentials.create(issued.accessKeyId(), issued.secretAccessKey(), issued.sessionToken());
            try (StsClient client = client(server.port(), session)) {
                assertThat(client.getCallerIdentity().arn())
                        .isEqualTo(assumed.assumedRoleUser().arn());
                assertThatThrownBy(client::getSessionToken).isInstanceOfSatisfying(StsException.class, e -> assertThat(
                                e.awsErrorDetails().errorCode())
                        .isEqualTo("AccessDenied"));
                time.advance(Duration.ofHours(12));
                assertThatThrownBy(client::getCallerIdentity).isInstanceOfSatisfying(StsException.class, e -> {
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ExpiredToken");
                    assertThat(e.statusCode()).isEqualTo(403);
                });
            }
        }
    }

    @Test
    void answersByGet() {
        HttpResponse answer =
                sts.answer(new HttpRequest(head("GET", "Action=GetCallerIdentity&Version=2011-06-15"), new byte[0]));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).containsEntry("Content-Type", "text/xml").containsKey("x-amzn-RequestId");
        assertThat(text(answer))
                .startsWith("<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">"
                        + "<GetCallerIdentityResult><UserId>000000000000</UserId>")
                .endsWith("</RequestId></ResponseMetadata></GetCallerIdentityResponse>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "RoleArn=nothing-valid-in-here&RoleSessionName=ab|ValidationError|nothing-valid-in-here is invalid",
                "RoleSessionName=ab|ValidationError|1 validation error detected: Value null at 'roleArn' failed to"
                        + " satisfy constraint: Member must not be null",
                "RoleArn=ROLE&RoleSessionName=Session1:2|ValidationError|1 validation error detected: Value"
                        + " 'Session1:2' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular"
                        + " expression pattern: [\\w+=,.@-]*",
                "RoleArn=ROLE&RoleSessionName=ab&DurationSeconds=899|ValidationError|1 validation error detected:"
                        + " Value '899' at 'durationSeconds' failed to satisfy constraint: Member must have value"
                        + " greater than or equal to 900",
                "RoleArn=ROLE&RoleSessionName=ab&DurationSeconds=43201|ValidationError|1 validation error detected:"
                        + " Value '43201' at 'durationSeconds' failed to satisfy constraint: Member must have value"
                        + " less than or equal to 43200",
                "RoleArn=ROLE&RoleSessionName=ab&Tags.member.1.Key=a&Tags.member.2.Key=A|InvalidParameterValue|"
                        + "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
                "RoleArn=ROLE&RoleSessionName=ab&TransitiveTagKeys.member.1=b|InvalidParameterValue|The specified"
                        + " transitive tag key must be included in the requested tags."
            })
    void refusesToAssumeARoleAsAwsDoes(String parameters, String code, String message) {
        HttpResponse answer = post("Action=AssumeRole&Version=2011-06-15&" + parameters.replace("ROLE", ROLE), NEVER);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(text(answer))
                .contains("<Error><Type>Sender</Type><Code>" + code + "</Code><Message>" + message + "</Message>");
    }

    @Test
    void refusesAPolicyThatIsNoPolicy() {
        String assume = "Action=AssumeRole&Version=2011-06-15&RoleArn=" + ROLE + "&RoleSessionName=ab&Policy=";

        assertThat(text(post(assume + "%7B", NEVER))).contains("<Code>MalformedPolicyDocument</Code>");
    }

    @Test
    void letsOnlyThoseAssumeARoleWhomItsTrustPolicyNames() {
        String assume = "Action=AssumeRole&Version=2011-06-15&RoleArn=" + ROLE + "&RoleSessionName=ab";
        callers.registerTrust(ROLE, trust("arn:aws:iam::000000000000:root", ""));
        assertThat(post(assume, NEVER).status()).isEqualTo(200);

        callers.registerTrust(ROLE, trust("arn:aws:iam::222233334444:root", ""));
        HttpResponse refused = post(assume, NEVER);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(text(refused))
                .contains("<Code>AccessDenied</Code><Message>User: arn:aws:iam::000000000000:root is not authorized to"
                        + " perform: sts:AssumeRole on resource: " + ROLE + "</Message>");
    }

    @Test
    void looksAtTheExternalIdOfATrustPolicy() {
        callers.registerTrust(
                ROLE,
                trust(
                        "arn:aws:iam::000000000000:root",
                        ",\"Condition\":{\"StringEquals\":{\"sts:ExternalId\":\"42\"}}"));
        String assume = "Action=AssumeRole&Version=2011-06-15&RoleArn=" + ROLE + "&RoleSessionName=ab";

        assertThat(post(assume + "&ExternalId=42", NEVER).status()).isEqualTo(200);
        assertThat(post(assume + "&ExternalId=43", NEVER).status()).isEqualTo(403);
        assertThat(post(assume, NEVER).status()).isEqualTo(403);
    }

    @Test
    void aTrustPolicyDecidesWhichTokensOfAnIdentityProviderMayAssumeTheRole() {
        callers.registerTrust(
                ROLE,
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Federated\":"
                        + "\"arn:aws:iam::111122223333:oidc-provider/tokens.example/x\"},\"Action\":"
                        + "\"sts:AssumeRoleWithWebIdentity\",\"Condition\":{\"StringLike\":{\"tokens.example/x:sub\":"
                        + "\"repo:me/*\"},\"StringEquals\":{\"tokens.example/x:aud\":\"sts.amazonaws.com\"}}}]}");

        assertThat(withToken("https://tokens.example/x", "repo:me/mine").status())
                .isEqualTo(200);
        assertThat(withToken("https://tokens.example/x", "repo:you/yours").status())
                .isEqualTo(403);
        assertThat(text(withToken("https://tokens.example/y", "repo:me/mine")))
                .contains("<Code>AccessDenied</Code><Message>Not authorized to perform"
                        + " sts:AssumeRoleWithWebIdentity</Message>");
        assertThat(post("Action=AssumeRole&Version=2011-06-15&RoleArn=" + ROLE + "&RoleSessionName=ab", NEVER)
                        .status())
                .isEqualTo(403);
    }

    private HttpResponse withToken(String issuer, String subject) {
        String claims = "{\"iss\":\"" + issuer + "\",\"sub\":\"" + subject
                + "\",\"aud\":[\"sts.amazonaws.com\"],\"exp\":99999999999}";
        String token =
                "e30." + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(UTF_8)) + ".c2ln";
        return post(
                "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleArn=" + ROLE
                        + "&RoleSessionName=ab&WebIdentityToken=" + token,
                NEVER);
    }

    @Test
    void aRegisteredUserNeedsPermissionToFederate() {
        callers.register("ASIAX", "arn:aws:iam::111122223333:user/ann", List.of());
        String federate = "Action=GetFederationToken&Version=2011-06-15&Name=bob";
        assertThat(text(post(federate, SIGNED)))
                .contains("User: arn:aws:iam::111122223333:user/ann is not authorized to perform:"
                        + " sts:GetFederationToken on resource: arn:aws:sts::111122223333:federated-user/bob");

        callers.registerPolicies(
                "arn:aws:iam::111122223333:user/ann",
                List.of("{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"sts:*\",\"Resource\":\"*\"}}"));

        assertThat(text(post(federate, SIGNED))).contains("<FederatedUserId>111122223333:bob</FederatedUserId>");
    }

    private static String trust(String principal, String more) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"" + principal
                + "\"},\"Action\":\"sts:AssumeRole\"" + more + "}]}";
    }

    @Test
    void limitsAChainedRoleToAnHour() {
        String assume = "Action=AssumeRole&Version=2011-06-15&RoleArn=" + ROLE + "&RoleSessionName=ab&DurationSeconds=";
        Matcher token =
                Pattern.compile("<SessionToken>(.*)</SessionToken>").matcher(text(post(assume + "7200", NEVER)));
        assertThat(token.find()).isTrue();

        assertThat(text(post(assume + "3601", token.group(1)))).contains("role chaining");
        assertThat(post(assume + "3600", token.group(1)).status()).isEqualTo(200);
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThat(text(post("Action=GetUser&Version=2010-05-08", NEVER)))
                .contains(
                        "<Code>InvalidAction</Code><Message>Could not find operation GetUser for version 2010-05-08<");
        assertThat(text(post("Action=%3Cx%3E&Version=2011-06-15", NEVER))).contains("operation &lt;x&gt; for");
        assertThat(text(post("", NEVER))).contains("<Code>MissingAction</Code>");
        assertThat(text(post("Action=%zz", NEVER))).contains("<Code>MalformedQueryString</Code>");
    }

    @Test
    void ownsFormsAndItsOwnQueriesOnly() {
        assertThat(sts.owns(head("POST", ""))).isTrue();
        assertThat(sts.owns(head("GET", "Version=2011-06-15&Action=GetCallerIdentity")))
                .isTrue();
        assertThat(sts.owns(head("GET", ""))).isFalse();
        assertThat(sts.owns(head("PUT", "Version=2011-06-15&Action=GetCallerIdentity")))
                .isFalse();
    }

    private HttpResponse post(String form, String token) {
        return sts.answer(new HttpRequest(new Head("POST", "", token), form.getBytes(UTF_8)));
    }

    private static String text(HttpResponse answer) {
        return new String(answer.body(), UTF_8);
    }

    private static RequestHead head(String method, String query) {
        return new Head(method, query, NEVER);
    }

    private static StsClient client(int port, AwsCredentials credentials) {
        return StsClient.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + port))
                .region(software.amazon.awssdk.regions.Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .build();
    }

    /** The access key and the token of a signature; the rest of the header does not matter here. */
    private static Optional<Signature> signature(RequestHead head) {
        return head.header("Authorization").map(text -> {
            String scope = text.substring(text.indexOf("Credential=") + "Credential=".length());
            return new Signature(
                    scope.substring(0, scope.indexOf('/')),
                    Optional.of(new Region("us-east-1")),
                    "sts",
                    head.header("X-Amz-Security-Token").filter(token -> !token.isEmpty()));
        });
    }

    private record Head(String method, String query, String token) implements RequestHead {
        @Override
        public String path() {
            return "/";
        }

        @Override
        public Optional<String> header(String name) {
            Map<String, String> form = Map.of("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");
            Map<String, String> signed = Map.of(
                    "Content-Type",
                    "application/x-www-form-urlencoded; charset=utf-8",
                    "Authorization",
                    "AWS4-HMAC-SHA256 Credential=ASIAX/20261123/us-east-1/sts/aws4_request, …",
                    "X-Amz-Security-Token",
                    token);
            return Optional.ofNullable((token.equals(NEVER) ? form : signed).get(name));
        }
    }
}
