package io.hydrant.service.kms.embedded;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.hydrant.aws.AwsError;
import io.hydrant.aws.Caller;
import io.hydrant.aws.Region;
import io.hydrant.service.kms.embedded.administration.Keys;
import io.hydrant.service.kms.embedded.key.KeyDescription;
import io.hydrant.service.kms.embedded.key.KeySpec;
import io.hydrant.service.kms.embedded.key.KeyState;
import io.hydrant.service.kms.embedded.key.KeyUsage;
import io.hydrant.service.kms.embedded.key.KmsCall;
import io.hydrant.service.kms.embedded.key.Tag;
import io.hydrant.service.kms.embedded.use.Cryptography;
import io.hydrant.support.KnownPrimes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.hydrant.service.kms.embedded.KmsFixture.ACCOUNT;
import static io.hydrant.service.kms.embedded.KmsFixture.OTHER;
import static io.hydrant.service.kms.embedded.KmsFixture.REGION;
import static io.hydrant.service.kms.embedded.KmsFixture.as;
import static io.hydrant.service.kms.embedded.KmsFixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(KnownPrimes.class)
class EmbeddedKmsTest {
    private static final String SYMMETRIC = "SYMMETRIC_DEFAULT";
    private static final byte[] SECRET = "a secret".getBytes(StandardCharsets.UTF_8);

    private final KmsFixture given = new KmsFixture();
    private final EmbeddedKms kms = given.kms;
    private final KmsCall root = given.root;

    private byte[] encrypt(String keyId, Map<String, String> context) {
        return kms.cryptography()
                .encrypt(root, keyId, SECRET, context, SYMMETRIC)
                .bytes();
    }

    private Cryptography.Result decrypt(byte[] blob, Map<String, String> context) {
        return kms.cryptography().decrypt(root, Optional.empty(), blob, context, SYMMETRIC);
    }

    @Test
    void decryptsWithTheSameContextOnly() {
        KeyDescription key = given.key();
        byte[] blob = encrypt(key.keyId(), Map.of("a", "bc", "d", ""));

        assertThat(decrypt(blob, Map.of("d", "", "a", "bc")).bytes()).isEqualTo(SECRET);
        assertThat(decrypt(blob, Map.of("d", "", "a", "bc")).keyArn()).isEqualTo(key.arn());
        assertThat(refusal(() -> decrypt(blob, Map.of("ab", "c", "d", ""))))
                .isEqualTo(AwsError.client("InvalidCiphertextException"));
    }

    @Test
    void noticesDamageAnywhere() {
        byte[] blob = encrypt(given.key().keyId(), Map.of());

        for (int i = 0; i < blob.length; i++) {
            byte[] damaged = blob.clone();
            damaged[i] ^= 0x10;
            assertThat(refusal(() -> decrypt(damaged, Map.of())))
                    .as("byte %d", i)
                    .isEqualTo(AwsError.client("InvalidCiphertextException"));
            byte[] cut = Arrays.copyOf(blob, i);
            assertThat(refusal(() -> decrypt(cut, Map.of())).code()).isEqualTo("InvalidCiphertextException");
        }
    }

    @Test
    void deletesTheKeyWhenItsWindowIsOver() {
        KeyDescription key = given.key();
        kms.aliases().create(root, "alias/mine", key.keyId());
        byte[] blob = encrypt("alias/mine", Map.of());

        Keys.Deletion deletion = kms.keys().scheduleDeletion(root, key.arn(), 7);
        given.time.advance(Duration.ofDays(7).minusSeconds(1));
        KeyDescription waiting = kms.keys().describe(root, "alias/mine");
        given.time.advance(Duration.ofSeconds(1));

        assertThat(waiting.state()).isEqualTo(KeyState.PENDING_DELETION);
        assertThat(waiting.deletionDate()).isPresent().isEqualTo(deletion.date());
        assertThat(refusal(() -> kms.keys().describe(root, key.keyId())))
                .isEqualTo(AwsError.client("NotFoundException", "Key '" + key.arn() + "' does not exist"));
        assertThat(refusal(() -> kms.keys().describe(root, "alias/mine")).message())
                .contains("Alias arn:aws:kms:us-east-1:111111111111:alias/mine is not found.");
        assertThat(refusal(() -> decrypt(blob, Map.of())).message().orElseThrow())
                .startsWith("The ciphertext refers to a customer master key that does not exist");
        assertThat(given.time.pending()).isEmpty();
    }

    @Test
    void keepsAKeyWhoseDeletionIsCancelled() {
        KeyDescription key = given.key();
        kms.keys().scheduleDeletion(root, key.keyId(), 7);

        assertThat(kms.keys().cancelDeletion(root, key.keyId())).isEqualTo(key.arn());
        given.time.advance(Duration.ofDays(40));

        assertThat(kms.keys().describe(root, key.keyId()).state()).isEqualTo(KeyState.DISABLED);
        assertThat(kms.keys().describe(root, key.keyId()).deletionDate()).isEmpty();
    }

    @Test
    void aKeyWithoutMaterialStillWaitsForItWhenItsDeletionIsCancelled() {
        String key = kms.keys()
                .create(root, Keys.NewKey.symmetric().withOrigin("EXTERNAL"))
                .keyId();
        kms.keys().scheduleDeletion(root, key, 7);

        kms.keys().cancelDeletion(root, key);

        assertThat(kms.keys().describe(root, key).state()).isEqualTo(KeyState.PENDING_IMPORT);
        assertThat(refusal(() -> kms.keys().enable(root, key)).code()).isEqualTo("KMSInvalidStateException");
    }

    @ParameterizedTest
    @CsvSource({"6", "31"})
    void refusesAWindowOutOfRange(int days) {
        KeyDescription key = given.key();

        assertThat(refusal(() -> kms.keys().scheduleDeletion(root, key.keyId(), days)))
                .isEqualTo(AwsError.client("ValidationException", "PendingWindowInDays must be between 7 and 30"));
    }

    @Test
    void rotatesOnTheClockAndStillReadsOldCiphertext() {
        KeyDescription key = given.key();
        byte[] blob = encrypt(key.keyId(), Map.of());

        kms.rotation().enable(root, key.keyId(), 90);
        given.time.advance(Duration.ofDays(180));

        assertThat(kms.rotation().list(root, key.keyId(), false)).hasSize(2);
        assertThat(kms.keys().describe(root, key.keyId()).currentMaterialId()).isNotEqualTo(key.currentMaterialId());
        assertThat(decrypt(blob, Map.of()).materialId()).isEqualTo(key.currentMaterialId());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    12345                                                                       | NotFoundException   | Invalid keyId '12345'
                    00000000-0000-4000-8000-000000000000                                        | NotFoundException   | Key 'arn:aws:kms:us-east-1:111111111111:key/00000000-0000-4000-8000-000000000000' does not exist
                    arn:aws:kms:eu-west-1:111111111111:key/00000000-0000-4000-8000-000000000000 | NotFoundException   | Invalid arn eu-west-1
                    alias/none                                                                  | InvalidArnException | Key Aliases are not supported for this operation.
                    """)
    void saysWhyAKeyIsNotFound(String keyId, String code, String message) {
        assertThat(refusal(() -> kms.keys().enable(root, keyId))).isEqualTo(AwsError.client(code, message));
    }

    @Test
    void keepsScopesApartAndResetsThemApart() {
        KeyDescription mine = given.key();
        KmsCall elsewhere = KmsCall.of(Caller.root(ACCOUNT), new Region("eu-west-1"));
        KmsCall stranger = KmsCall.of(Caller.root(OTHER), REGION);
        kms.keys().create(elsewhere, Keys.NewKey.symmetric());

        assertThat(kms.keys().list(root)).containsExactly(mine);
        assertThat(refusal(() -> kms.keys().describe(stranger, mine.arn())))
                .isEqualTo(AwsError.client(
                        "AccessDeniedException",
                        "User: arn:aws:iam::222222222222:root is not authorized to perform: kms:DescribeKey on this"
                                + " resource because the resource does not exist in this Region, no resource-based"
                                + " policies allow access, or a resource-based policy explicitly denies access"));

        kms.reset(scope -> scope.region().equals(REGION));

        assertThat(kms.keys().list(root)).isEmpty();
        assertThat(kms.keys().list(elsewhere)).hasSize(1);
    }

    @Test
    void needsAnIdentityPolicyUnderTheDefaultKeyPolicy() {
        KeyDescription key = given.key();
        AwsError refused = refusal(() -> kms.keys().describe(as("ann"), key.keyId()));
        given.allow("ann", "kms:DescribeKey");

        assertThat(refused.message())
                .contains("User: arn:aws:iam::111111111111:user/ann is not authorized to perform: kms:DescribeKey on"
                        + " resource: " + key.arn()
                        + " because no identity-based policy allows the kms:DescribeKey action");
        assertThat(kms.keys().describe(as("ann"), key.keyId())).isEqualTo(key);
    }

    @Test
    void refusesAPolicyThatLocksEveryoneOut() {
        Keys.NewKey locked = Keys.NewKey.symmetric()
                .withPolicy(
                        "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"firehose.amazonaws.com\"},"
                                + "\"Action\":\"kms:*\",\"Resource\":\"*\"}}");

        assertThat(refusal(() -> kms.keys().create(root, locked)))
                .isEqualTo(AwsError.client(
                        "MalformedPolicyDocumentException",
                        "The new key policy will not allow you to update the key policy in the future."));
    }

    @Test
    void encryptsWithRsaAndShowsItsPublicHalf() {
        KeyDescription key = kms.keys().create(root, Keys.NewKey.of(KeySpec.RSA_2048, KeyUsage.ENCRYPT_DECRYPT));
        String algorithm = "RSAES_OAEP_SHA_256";
        byte[] blob = kms.cryptography()
                .encrypt(root, key.keyId(), SECRET, Map.of(), algorithm)
                .bytes();

        assertThat(kms.cryptography()
                        .decrypt(root, Optional.of(key.arn()), blob, Map.of(), algorithm)
                        .bytes())
                .isEqualTo(SECRET);
        assertThat(kms.cryptography().publicKey(root, key.keyId()).der()).isNotEmpty();
        assertThat(key.currentMaterialId()).isEmpty();
        assertThat(refusal(() -> kms.cryptography().encrypt(root, key.keyId(), new byte[191], Map.of(), algorithm))
                        .message())
                .contains("Algorithm RSAES_OAEP_SHA_256 and key spec RSA_2048 cannot encrypt data larger than 190"
                        + " bytes.");
        assertThat(refusal(() -> kms.cryptography().generateDataKey(root, key.keyId(), 32, Map.of(), true))
                        .code())
                .isEqualTo("InvalidKeyUsageException");
    }

    @Test
    void refusesAnotherKeyThanTheBlobs() {
        byte[] blob = encrypt(given.key().keyId(), Map.of());
        KeyDescription other = given.key();

        assertThat(refusal(() ->
                                kms.cryptography().decrypt(root, Optional.of(other.keyId()), blob, Map.of(), SYMMETRIC))
                        .code())
                .isEqualTo("IncorrectKeyException");
    }

    @Test
    void changesTheEpochWithKeysAndPoliciesButNotWithUse() {
        KeyDescription key = given.key();
        long before = kms.epoch();
        decrypt(encrypt(key.keyId(), Map.of()), Map.of());
        long afterUse = kms.epoch();
        kms.keys().disable(root, key.keyId());

        assertThat(afterUse).isEqualTo(before);
        assertThat(kms.epoch()).isGreaterThan(before);
    }

    @Test
    void refusesReservedAndDoubleTags() {
        KeyDescription key = given.key();
        kms.tags().tag(root, key.keyId(), List.of(new Tag("a", "1"), new Tag("b", "2")));
        kms.tags().tag(root, key.keyId(), List.of(new Tag("a", "3")));

        assertThat(kms.tags().list(root, key.keyId())).containsExactly(new Tag("a", "3"), new Tag("b", "2"));
        assertThat(refusal(() -> kms.tags().tag(root, key.keyId(), List.of(new Tag("AWS:x", ""))))
                        .message())
                .contains("Tags beginning with aws: are reserved");
        assertThat(refusal(() -> kms.tags().tag(root, key.keyId(), List.of(new Tag("x", ""), new Tag("x", ""))))
                        .message())
                .contains("Duplicate tag keys");
    }

    @Test
    void namesTheStateBeforeTheOriginWhenAKeyWithoutMaterialIsRotatedOnDemand() {
        KeyDescription key = kms.keys().create(root, Keys.NewKey.symmetric().withOrigin("EXTERNAL"));

        AwsError refused = refusal(() -> kms.rotation().rotateNow(root, key.keyId()));

        assertThat(refused.code()).isEqualTo("KMSInvalidStateException");
        assertThat(refused.message()).hasValue(key.arn() + " is pending import.");
    }

    @Test
    void namesTheStateBeforeTheKeySpecWhenAKeyIsRotatedOnDemand() {
        KeyDescription key = kms.keys().create(root, Keys.NewKey.of(KeySpec.RSA_2048, KeyUsage.ENCRYPT_DECRYPT));
        assertThat(refusal(() -> kms.rotation().rotateNow(root, key.keyId())).code())
                .isEqualTo("UnsupportedOperationException");

        kms.keys().disable(root, key.keyId());

        AwsError refused = refusal(() -> kms.rotation().rotateNow(root, key.keyId()));
        assertThat(refused.code()).isEqualTo("DisabledException");
        assertThat(refused.message()).hasValue(key.arn() + " is disabled.");
    }
}
