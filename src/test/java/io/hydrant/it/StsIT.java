package io.hydrant.it;

import java.util.Base64;
import java.util.function.Consumer;

import io.hydrant.Hydrant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityResponse;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.GetFederationTokenResponse;
import software.amazon.awssdk.services.sts.model.StsException;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** The sessions that STS makes, and what it tells about keys, to an unmodified client. */
class StsIT {
    private static final String ROLE = "arn:aws:iam::111122223333:role/ci/deployer";
    private static final String NOT_A_TOKEN =
            "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)";

    private static Hydrant hydrant;
    private static ClientsOf clients;

    @BeforeAll
    static void start() {
        hydrant = Hydrant.start();
        hydrant.control().freeze(true);
        clients = ClientsOf.defaults(hydrant);
    }

    @AfterAll
    static void stop() {
        clients.close();
        hydrant.close();
    }

    @Test
    void aFederatedUserIsNamedAfterTheCallersAccount() {
        GetFederationTokenResponse made =
                clients.sts.getFederationToken(r -> r.name("ann").policy(allow("kms:DescribeKey")));

        assertThat(made.federatedUser().arn()).isEqualTo("arn:aws:sts::000000000000:federated-user/ann");
        assertThat(made.federatedUser().federatedUserId()).isEqualTo("000000000000:ann");
        assertThat(made.getValueForField("PackedPolicySize", Integer.class)).isPresent();
        try (ClientsOf ann = as(made.credentials())) {
            assertThat(ann.sts.getCallerIdentity()).satisfies(identity -> {
                assertThat(identity.arn()).isEqualTo("arn:aws:sts::000000000000:federated-user/ann");
                assertThat(identity.userId()).isEqualTo("000000000000:ann");
                assertThat(identity.account()).isEqualTo("000000000000");
            });
            assertRefused(
                    () -> ann.sts.getFederationToken(r -> r.name("bob")),
                    403,
                    "AccessDenied",
                    "Cannot call GetFederationToken with session credentials");
            assertRefused(
                    () -> ann.sts.assumeRole(r -> r.roleArn(ROLE).roleSessionName("night")),
                    403,
                    "AccessDenied",
                    "User: arn:aws:sts::000000000000:federated-user/ann is not authorized to perform: sts:AssumeRole"
                            + " on resource: " + ROLE);
        }
    }

    @Test
    void aFederatedUserMayDoWhatTheSessionPolicyAllowsAndNothingWithoutOne() {
        String key = clients.kms.createKey().keyMetadata().keyId();
        Credentials narrow = clients.sts
                .getFederationToken(r -> r.name("ann").policy(allow("kms:DescribeKey")))
                .credentials();
        Credentials nothing = clients.sts.getFederationToken(r -> r.name("ann")).credentials();

        try (ClientsOf ann = as(narrow);
                ClientsOf bare = as(nothing)) {
            assertThat(ann.kms.describeKey(r -> r.keyId(key)).keyMetadata().keyId())
                    .isEqualTo(key);
            assertThat(codeOfKms(() -> ann.kms.disableKey(r -> r.keyId(key)))).isEqualTo("AccessDeniedException");
            assertThat(codeOfKms(() -> bare.kms.describeKey(r -> r.keyId(key)))).isEqualTo("AccessDeniedException");
        }
    }

    @Test
    void aRootUsersFederatedSessionLastsAnHourAtMost() {
        Credentials whole = clients.sts
                .getFederationToken(r -> r.name("ann").durationSeconds(900))
                .credentials();
        Credentials cut = clients.sts
                .getFederationToken(r -> r.name("ann").durationSeconds(129_600))
                .credentials();

        assertThat(cut.expiration()).isEqualTo(whole.expiration().plusSeconds(2_700));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a | 900 | 1 validation error detected: Value 'a' at 'name' failed to satisfy constraint: Member must"
                        + " have length greater than or equal to 2",
                "a b | 900 | 1 validation error detected: Value 'a b' at 'name' failed to satisfy constraint: Member"
                        + " must satisfy regular expression pattern: [\\w+=,.@-]*",
                "ann | 899 | 1 validation error detected: Value '899' at 'durationSeconds' failed to satisfy"
                        + " constraint: Member must have value greater than or equal to 900",
                "ann | 129601 | 1 validation error detected: Value '129601' at 'durationSeconds' failed to satisfy"
                        + " constraint: Member must have value less than or equal to 129600"
            })
    void refusesAFederatedUserOutOfBounds(String name, int seconds, String message) {
        assertRefused(
                () -> clients.sts.getFederationToken(r -> r.name(name).durationSeconds(seconds)),
                400,
                "ValidationError",
                message);
    }

    @Test
    void refusesAFederatedUsersPolicyThatIsNone() {
        assertThat(codeOf(
                        () -> clients.sts.getFederationToken(r -> r.name("ann").policy("{"))))
                .isEqualTo("MalformedPolicyDocument");
    }

    @Test
    void tellsTheAccountOfAKeyAsItsOwnerHearsIt() {
        String issued = clients.sts
                .assumeRole(r -> r.roleArn(ROLE).roleSessionName("night"))
                .credentials()
                .accessKeyId();

        assertThat(clients.sts.getAccessKeyInfo(r -> r.accessKeyId(issued)).account())
                .isEqualTo("111122223333");
        assertThat(clients.sts
                        .getAccessKeyInfo(r -> r.accessKeyId("AKIAIOSFODNN7EXAMPLE"))
                        .account())
                .isEqualTo("000000000000");
        assertRefused(
                () -> clients.sts.getAccessKeyInfo(r -> r.accessKeyId("AKIA")),
                400,
                "ValidationError",
                "1 validation error detected: Value 'AKIA' at 'accessKeyId' failed to satisfy constraint: Member must"
                        + " have length greater than or equal to 16");
        assertRefused(
                () -> clients.sts.getAccessKeyInfo(r -> {}),
                400,
                "ValidationError",
                "1 validation error detected: Value null at 'accessKeyId' failed to satisfy constraint: Member must not"
                        + " be null");
    }

    @Test
    void hasEncodedNoMessageThatItCouldDecode() {
        assertRefused(
                () -> clients.sts.decodeAuthorizationMessage(r -> r.encodedMessage("abc")),
                400,
                "InvalidAuthorizationMessageException",
                "Message is not valid");
    }

    @Test
    void aTokenOfAnIdentityProviderMakesASessionWithoutASignature() {
        AssumeRoleWithWebIdentityResponse made = assume(r -> r.webIdentityToken(token("")));

        assertThat(made.assumedRoleUser().arn()).isEqualTo("arn:aws:sts::111122223333:assumed-role/deployer/night");
        assertThat(made.subjectFromWebIdentityToken()).isEqualTo("repo:me/mine");
        assertThat(made.audience()).isEqualTo("sts.amazonaws.com");
        assertThat(made.provider()).isEqualTo("https://tokens.example");
        try (ClientsOf session = as(made.credentials())) {
            assertThat(session.sts.getCallerIdentity().arn())
                    .isEqualTo(made.assumedRoleUser().arn());
        }
    }

    @Test
    void refusesATokenThatIsNoneOrLacksAClaim() {
        for (String bad : new String[] {"token", "a.b.c", "....", encode("[]") + '.' + encode("{}") + ".x"}) {
            assertRefused(() -> assume(r -> r.webIdentityToken(bad)), 400, "InvalidIdentityToken", NOT_A_TOKEN);
        }
        for (String claim : new String[] {"iss", "sub", "aud", "exp"}) {
            assertRefused(
                    () -> assume(r -> r.webIdentityToken(token(claim))),
                    400,
                    "InvalidIdentityToken",
                    "Missing a required claim: " + claim);
        }
    }

    @Test
    void refusesAnExpiredToken() {
        String old = jwt("{\"iss\":\"https://tokens.example\",\"sub\":\"me\",\"aud\":[\"x\"],\"exp\":1000}");

        StsException refused = refused(() -> assume(r -> r.webIdentityToken(old)));

        assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("ExpiredTokenException");
        assertThat(refused.awsErrorDetails().errorMessage())
                .startsWith("Token expired: current date/time ")
                .endsWith("must be before the expiration date/time1000");
    }

    @ParameterizedTest
    @CsvSource({
        "AssumeRoleWithSAML, Hydrant does not implement AssumeRoleWithSAML.",
        "AssumeRoot, Hydrant does not implement AssumeRoot."
    })
    void refusesByNameWhatItLeavesOut(String operation, String message) {
        ThrowingCallable call = operation.equals("AssumeRoot")
                ? () -> clients.sts.assumeRoot(r -> r.targetPrincipal("111122223333"))
                : () -> clients.sts.assumeRoleWithSAML(
                        r -> r.roleArn(ROLE).principalArn(ROLE).samlAssertion("PGE+"));

        assertRefused(call, 400, "UnsupportedOperation", message);
    }

    private static AssumeRoleWithWebIdentityResponse assume(Consumer<AssumeRoleWithWebIdentityRequest.Builder> more) {
        try (StsClient nobody = StsClient.builder()
                .endpointOverride(hydrant.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .build()) {
            return nobody.assumeRoleWithWebIdentity(
                    r -> more.accept(r.roleArn(ROLE).roleSessionName("night")));
        }
    }

    /** A token without {@code claim}. */
    private static String token(String claim) {
        String[] claims = {
            "\"iss\":\"https://tokens.example\"",
            "\"sub\":\"repo:me/mine\"",
            "\"aud\":\"sts.amazonaws.com\"",
            "\"exp\":99999999999"
        };
        StringBuilder all = new StringBuilder("{\"iat\":1");
        for (String each : claims) {
            if (claim.isEmpty() || !each.startsWith('"' + claim)) {
                all.append(',').append(each);
            }
        }
        return jwt(all.append('}').toString());
    }

    private static String jwt(String claims) {
        return encode("{\"alg\":\"RS256\"}") + '.' + encode(claims) + ".c2ln";
    }

    private static String encode(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
    }

    private static String allow(String action) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"" + action
                + "\",\"Resource\":\"*\"}]}";
    }

    private static ClientsOf as(Credentials issued) {
        return clients.as(
                AwsSessionCredentials.create(issued.accessKeyId(), issued.secretAccessKey(), issued.sessionToken()));
    }

    private static void assertRefused(ThrowingCallable call, int status, String code, String message) {
        StsException refused = refused(call);
        assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(code);
        assertThat(refused.awsErrorDetails().errorMessage()).isEqualTo(message);
        assertThat(refused.statusCode()).isEqualTo(status);
    }

    private static String codeOf(ThrowingCallable call) {
        return refused(call).awsErrorDetails().errorCode();
    }

    private static StsException refused(ThrowingCallable call) {
        StsException refused = catchThrowableOfType(StsException.class, call);
        assertThat(refused).as("nothing was refused").isNotNull();
        return refused;
    }

    private static String codeOfKms(ThrowingCallable call) {
        return catchThrowableOfType(KmsException.class, call).awsErrorDetails().errorCode();
    }
}
