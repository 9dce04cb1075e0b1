package io.hydrant.it;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.hydrant.Hydrant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.MultiRegionKey;
import software.amazon.awssdk.services.kms.model.ReplicateKeyResponse;
import software.amazon.awssdk.services.kms.model.Tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Multi-Region keys: one key in several Regions, with one id and one material. */
class MultiRegionKeyIT {
    private static final SdkBytes SECRET = SdkBytes.fromUtf8String("water");
    private static final String EAST = "us-east-1";
    private static final String WEST = "us-west-2";
    private static final String EUROPE = "eu-west-1";

    private Hydrant hydrant;
    private ClientsOf eastern;
    private ClientsOf western;
    private ClientsOf european;
    private KmsClient east;
    private KmsClient west;
    private KmsClient europe;

    @BeforeEach
    void start() {
        hydrant = Hydrant.start();
        hydrant.control().freeze(true);
        eastern = ClientsOf.account(hydrant, ClientsOf.DEFAULT_ACCOUNT, EAST);
        western = ClientsOf.account(hydrant, ClientsOf.DEFAULT_ACCOUNT, WEST);
        european = ClientsOf.account(hydrant, ClientsOf.DEFAULT_ACCOUNT, EUROPE);
        east = eastern.kms;
        west = western.kms;
        europe = european.kms;
    }

    @AfterEach
    void stop() {
        eastern.close();
        western.close();
        european.close();
        hydrant.close();
    }

    private String key() {
        return east.createKey(r -> r.multiRegion(true)).keyMetadata().keyId();
    }

    private String replicated() {
        String key = key();
        east.replicateKey(r -> r.keyId(key).replicaRegion(WEST));
        return key;
    }

    private static String arn(String region, String keyId) {
        return "arn:aws:kms:" + region + ":000000000000:key/" + keyId;
    }

    private static KeyMetadata describe(KmsClient kms, String keyId) {
        return kms.describeKey(r -> r.keyId(keyId)).keyMetadata();
    }

    @Test
    void aReplicaHasTheIdAndTheMaterialOfItsPrimaryKey() {
        KeyMetadata primary =
                east.createKey(r -> r.multiRegion(true).description("ours")).keyMetadata();
        String key = primary.keyId();

        ReplicateKeyResponse made = east.replicateKey(r -> r.keyId(key)
                .replicaRegion(WEST)
                .description("theirs")
                .tags(Tag.builder().tagKey("a").tagValue("b").build()));

        assertThat(key).matches("mrk-[0-9a-f]{32}");
        KeyMetadata replica = made.replicaKeyMetadata();
        assertThat(replica.arn()).isEqualTo(arn(WEST, key));
        assertThat(replica.keyId()).isEqualTo(key);
        assertThat(replica.description()).isEqualTo("theirs");
        assertThat(replica.currentKeyMaterialId()).isEqualTo(primary.currentKeyMaterialId());
        assertThat(made.replicaTags()).extracting(Tag::tagKey).containsExactly("a");
        assertThat(made.replicaPolicy()).contains("\"key-default-1\"");
        assertThat(describe(west, key)).isEqualTo(replica);
        assertThat(describe(east, key).description()).isEqualTo("ours");
    }

    @Test
    void eachOfThemTellsThePrimaryKeyAndItsReplicas() {
        String key = replicated();
        east.replicateKey(r -> r.keyId(arn(EAST, key)).replicaRegion(EUROPE));

        for (KmsClient kms : List.of(east, west, europe)) {
            KeyMetadata told = describe(kms, key);
            assertThat(told.multiRegion()).isTrue();
            assertThat(told.multiRegionConfiguration().multiRegionKeyTypeAsString())
                    .isEqualTo(kms == east ? "PRIMARY" : "REPLICA");
            assertThat(told.multiRegionConfiguration().primaryKey().arn()).isEqualTo(arn(EAST, key));
            assertThat(told.multiRegionConfiguration().primaryKey().region()).isEqualTo(EAST);
            assertThat(told.multiRegionConfiguration().replicaKeys())
                    .extracting(MultiRegionKey::arn)
                    .containsExactly(arn(EUROPE, key), arn(WEST, key));
        }
    }

    @Test
    void decryptsInOneRegionWhatWasEncryptedInAnother() {
        String key = replicated();
        Map<String, String> context = Map.of("a", "b");
        SdkBytes blob = east.encrypt(r -> r.keyId(key).plaintext(SECRET).encryptionContext(context))
                .ciphertextBlob();

        assertThat(west.decrypt(r -> r.ciphertextBlob(blob).encryptionContext(context)))
                .satisfies(answer -> {
                    assertThat(answer.plaintext()).isEqualTo(SECRET);
                    assertThat(answer.keyId()).isEqualTo(arn(WEST, key));
                });
        assertThat(west.decrypt(r -> r.keyId(key).ciphertextBlob(blob).encryptionContext(context))
                        .plaintext())
                .isEqualTo(SECRET);
        SdkBytes back =
                west.generateDataKey(r -> r.keyId(key).keySpec("AES_256")).ciphertextBlob();
        assertThat(east.decrypt(r -> r.ciphertextBlob(back)).keyId()).isEqualTo(arn(EAST, key));
        assertThat(codeOf(() -> europe.decrypt(r -> r.ciphertextBlob(blob).encryptionContext(context))))
                .isEqualTo("AccessDeniedException");
    }

    @Test
    void theReplicaOfAKeyPairIsTheSameKeyPair() {
        String key = east.createKey(
                        r -> r.multiRegion(true).keySpec(KeySpec.ECC_NIST_P256).keyUsage(KeyUsageType.SIGN_VERIFY))
                .keyMetadata()
                .keyId();

        east.replicateKey(r -> r.keyId(key).replicaRegion(WEST));

        assertThat(west.getPublicKey(r -> r.keyId(key)).publicKey())
                .isEqualTo(east.getPublicKey(r -> r.keyId(key)).publicKey());
    }

    @Test
    void aliasesTagsPoliciesAndStateBelongToOneRegion() {
        String key = replicated();
        String policy = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":"
                + "\"000000000000\"},\"Action\":\"kms:*\",\"Resource\":\"*\"}]}";

        east.createAlias(r -> r.aliasName("alias/mine").targetKeyId(key));
        east.tagResource(
                r -> r.keyId(key).tags(Tag.builder().tagKey("a").tagValue("b").build()));
        east.putKeyPolicy(r -> r.keyId(key).policy(policy));
        east.disableKey(r -> r.keyId(key));

        assertThat(west.listAliases(r -> r.keyId(key)).aliases()).isEmpty();
        assertThat(west.listResourceTags(r -> r.keyId(key)).tags()).isEmpty();
        assertThat(west.getKeyPolicy(r -> r.keyId(key)).policy()).isNotEqualTo(policy);
        assertThat(describe(west, key).enabled()).isTrue();
        west.createAlias(r -> r.aliasName("alias/mine").targetKeyId(key));
        assertThat(west.listAliases(r -> r.keyId(key)).aliases())
                .extracting(AliasListEntry::aliasArn)
                .containsExactly("arn:aws:kms:us-west-2:000000000000:alias/mine");
    }

    @Test
    void thePrimaryKeyRotatesForAllOfThem() {
        String key = replicated();
        SdkBytes blob = west.encrypt(r -> r.keyId(key).plaintext(SECRET)).ciphertextBlob();
        String before = describe(west, key).currentKeyMaterialId();

        east.enableKeyRotation(r -> r.keyId(key).rotationPeriodInDays(90));
        assertThat(west.getKeyRotationStatus(r -> r.keyId(key)).rotationPeriodInDays())
                .isEqualTo(90);
        hydrant.control().advance(Duration.ofDays(90));

        assertThat(describe(west, key).currentKeyMaterialId())
                .isNotEqualTo(before)
                .isEqualTo(describe(east, key).currentKeyMaterialId());
        assertThat(west.listKeyRotations(r -> r.keyId(key)).rotations()).hasSize(1);
        assertThat(east.decrypt(r -> r.ciphertextBlob(blob)).plaintext()).isEqualTo(SECRET);
    }

    @Test
    void aReplicaRefusesToRotate() {
        String key = replicated();

        assertThat(codeOf(() -> west.enableKeyRotation(r -> r.keyId(key)))).isEqualTo("UnsupportedOperationException");
        assertThat(codeOf(() -> west.disableKeyRotation(r -> r.keyId(key)))).isEqualTo("UnsupportedOperationException");
        assertThat(codeOf(() -> west.rotateKeyOnDemand(r -> r.keyId(key)))).isEqualTo("UnsupportedOperationException");
        assertThat(west.getKeyRotationStatus(r -> r.keyId(key)).keyRotationEnabled())
                .isFalse();
    }

    @Test
    void aPrimaryKeyWaitsForItsReplicasToBeDeleted() {
        String key = replicated();

        assertThat(east.scheduleKeyDeletion(r -> r.keyId(key).pendingWindowInDays(8)))
                .satisfies(answer -> {
                    assertThat(answer.keyStateAsString()).isEqualTo("PendingReplicaDeletion");
                    assertThat(answer.deletionDate()).isNull();
                    assertThat(answer.pendingWindowInDays()).isEqualTo(8);
                });
        assertThat(describe(east, key).pendingDeletionWindowInDays()).isEqualTo(8);
        assertThat(describe(east, key).deletionDate()).isNull();
        assertThat(messageOf(() -> east.encrypt(r -> r.keyId(key).plaintext(SECRET))))
                .isEqualTo(arn(EAST, key) + " is pending replica deletion.");
        hydrant.control().advance(Duration.ofDays(30));
        assertThat(describe(east, key).keyStateAsString()).isEqualTo("PendingReplicaDeletion");

        west.scheduleKeyDeletion(r -> r.keyId(key).pendingWindowInDays(7));
        hydrant.control().advance(Duration.ofDays(7));

        assertThat(codeOf(() -> describe(west, key))).isEqualTo("NotFoundException");
        assertThat(describe(east, key)).satisfies(told -> {
            assertThat(told.keyStateAsString()).isEqualTo("PendingDeletion");
            assertThat(told.deletionDate()).isNotNull();
            assertThat(told.pendingDeletionWindowInDays()).isNull();
            assertThat(told.multiRegionConfiguration().replicaKeys()).isEmpty();
        });
        hydrant.control().advance(Duration.ofDays(8));
        assertThat(codeOf(() -> describe(east, key))).isEqualTo("NotFoundException");
    }

    @Test
    void aPrimaryKeyThatWaitsForItsReplicasCanBeKept() {
        String key = replicated();
        east.scheduleKeyDeletion(r -> r.keyId(key));

        east.cancelKeyDeletion(r -> r.keyId(key));

        assertThat(describe(east, key).keyStateAsString()).isEqualTo("Disabled");
        assertThat(describe(east, key).pendingDeletionWindowInDays()).isNull();
    }

    @Test
    void aReplicaCanBecomeThePrimaryKey() {
        String key = replicated();
        east.enableKeyRotation(r -> r.keyId(key).rotationPeriodInDays(90));
        String before = describe(west, key).currentKeyMaterialId();

        east.updatePrimaryRegion(r -> r.keyId(key).primaryRegion(WEST));

        assertThat(describe(east, key).multiRegionConfiguration()).satisfies(told -> {
            assertThat(told.multiRegionKeyTypeAsString()).isEqualTo("REPLICA");
            assertThat(told.primaryKey().region()).isEqualTo(WEST);
            assertThat(told.replicaKeys()).extracting(MultiRegionKey::region).containsExactly(EAST);
        });
        hydrant.control().advance(Duration.ofDays(90));
        assertThat(describe(east, key).currentKeyMaterialId()).isNotEqualTo(before);
        west.replicateKey(r -> r.keyId(key).replicaRegion(EUROPE));
        assertThat(codeOf(() -> east.replicateKey(r -> r.keyId(key).replicaRegion("ca-central-1"))))
                .isEqualTo("UnsupportedOperationException");
        east.scheduleKeyDeletion(r -> r.keyId(key).pendingWindowInDays(7));
        hydrant.control().advance(Duration.ofDays(7));
        assertThat(codeOf(() -> describe(east, key))).isEqualTo("NotFoundException");
    }

    @Test
    void refusesToReplicateWhatCannotBe() {
        String key = replicated();
        String single = east.createKey().keyMetadata().keyId();

        assertThat(codeOf(() -> east.replicateKey(r -> r.keyId(single).replicaRegion(WEST))))
                .isEqualTo("UnsupportedOperationException");
        assertThat(codeOf(() -> west.replicateKey(r -> r.keyId(key).replicaRegion(EUROPE))))
                .isEqualTo("UnsupportedOperationException");
        assertThat(codeOf(() -> east.replicateKey(r -> r.keyId(key).replicaRegion(WEST))))
                .isEqualTo("AlreadyExistsException");
        assertThat(codeOf(() -> east.replicateKey(r -> r.keyId("alias/x").replicaRegion(WEST))))
                .isEqualTo("InvalidArnException");
        assertThat(codeOf(() ->
                        east.replicateKey(r -> r.keyId("mrk-" + "0".repeat(32)).replicaRegion(WEST))))
                .isEqualTo("NotFoundException");
        assertThat(codeOf(() -> east.replicateKey(
                        r -> r.keyId(key).replicaRegion(EUROPE).policy("{"))))
                .isEqualTo("MalformedPolicyDocumentException");
        assertThat(codeOf(() -> east.replicateKey(r -> r.keyId(key)
                        .replicaRegion(EUROPE)
                        .tags(Tag.builder().tagKey("aws:a").tagValue("b").build()))))
                .isEqualTo("TagException");
        east.disableKey(r -> r.keyId(key));
        assertThat(codeOf(() -> east.replicateKey(r -> r.keyId(key).replicaRegion(EUROPE))))
                .isEqualTo("DisabledException");
        assertThat(codeOf(() -> describe(europe, key))).isEqualTo("NotFoundException");
    }

    @ParameterizedTest
    @ValueSource(strings = {EAST, "cn-north-1", "Nowhere", "us-east"})
    void refusesToReplicateToARegionThatCannotBe(String region) {
        String key = key();

        assertThat(codeOf(() -> east.replicateKey(r -> r.keyId(key).replicaRegion(region))))
                .isEqualTo("ValidationException");
        assertThat(codeOf(() -> east.updatePrimaryRegion(r -> r.keyId(key).primaryRegion(region))))
                .isEqualTo("ValidationException");
    }

    @Test
    void refusesAPrimaryRegionWithoutAUsableReplica() {
        String key = replicated();
        String single = east.createKey().keyMetadata().keyId();

        assertThat(codeOf(() -> east.updatePrimaryRegion(r -> r.keyId(key).primaryRegion(EUROPE))))
                .isEqualTo("NotFoundException");
        assertThat(codeOf(() -> west.updatePrimaryRegion(r -> r.keyId(key).primaryRegion(EAST))))
                .isEqualTo("UnsupportedOperationException");
        assertThat(codeOf(() -> east.updatePrimaryRegion(r -> r.keyId(single).primaryRegion(WEST))))
                .isEqualTo("UnsupportedOperationException");
        west.disableKey(r -> r.keyId(key));
        assertThat(codeOf(() -> east.updatePrimaryRegion(r -> r.keyId(key).primaryRegion(WEST))))
                .isEqualTo("DisabledException");
        west.scheduleKeyDeletion(r -> r.keyId(key));
        assertThat(codeOf(() -> east.updatePrimaryRegion(r -> r.keyId(key).primaryRegion(WEST))))
                .isEqualTo("KMSInvalidStateException");
        assertThat(describe(east, key).multiRegionConfiguration().multiRegionKeyTypeAsString())
                .isEqualTo("PRIMARY");
    }

    @Test
    void aResetOfThePrimaryRegionLeavesThePrimaryRoleToAReplica() throws IOException, InterruptedException {
        String key = replicated();

        HttpRequest reset = HttpRequest.newBuilder(hydrant.endpoint().resolve("/_hydrant/reset?region=" + EAST))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(reset, HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isLessThan(300);

        assertThat(codeOf(() -> describe(east, key))).isEqualTo("NotFoundException");
        assertThat(describe(west, key).multiRegionConfiguration()).satisfies(told -> {
            assertThat(told.multiRegionKeyTypeAsString()).isEqualTo("PRIMARY");
            assertThat(told.replicaKeys()).isEmpty();
        });
    }

    private static String codeOf(ThrowingCallable call) {
        return refused(call).awsErrorDetails().errorCode();
    }

    private static String messageOf(ThrowingCallable call) {
        return refused(call).awsErrorDetails().errorMessage();
    }

    private static KmsException refused(ThrowingCallable call) {
        KmsException refused = catchThrowableOfType(KmsException.class, call);
        assertThat(refused).as("nothing was refused").isNotNull();
        return refused;
    }
}
