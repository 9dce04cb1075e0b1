package io.hydrant.it;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.hydrant.Hydrant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.Tag;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** AWS managed keys come into being when they are first asked for; only their service may use them, and nobody may change them. */
class AwsManagedKeyIT {
    private static final String ALIAS = "alias/aws/s3";
    private static final SdkBytes WATER = SdkBytes.fromUtf8String("water");

    private Hydrant hydrant;
    private ClientsOf clients;

    @BeforeEach
    void start() {
        hydrant = Hydrant.start();
        hydrant.control().freeze(true);
        clients = ClientsOf.defaults(hydrant);
    }

    @AfterEach
    void stop() {
        clients.close();
        hydrant.close();
    }

    @Test
    void aPredefinedAliasIsListedWithoutAKeyUntilItIsDescribed() {
        AliasListEntry before = alias(ALIAS);
        assertThat(before.aliasArn()).isEqualTo("arn:aws:kms:us-east-1:000000000000:alias/aws/s3");
        assertThat(before.targetKeyId()).isNull();
        assertThat(before.creationDate()).isNull();
        assertThat(clients.kms.listKeys().keys()).isEmpty();

        KeyMetadata key = describe(ALIAS);

        assertThat(alias(ALIAS).targetKeyId()).isEqualTo(key.keyId());
        assertThat(alias(ALIAS).creationDate()).isNotNull();
        assertThat(clients.kms.listKeys().keys()).singleElement().satisfies(k -> assertThat(k.keyArn())
                .isEqualTo(key.arn()));
        assertThat(clients.kms.listAliases(r -> r.keyId(key.keyId())).aliases())
                .extracting(AliasListEntry::aliasName)
                .containsExactly(ALIAS);
    }

    @Test
    void anAwsManagedKeyDescribesItselfAsAwsWasRecordedTo() {
        KeyMetadata key = describe(ALIAS);

        assertThat(key.keyManagerAsString()).isEqualTo("AWS");
        assertThat(key.description()).isEqualTo("Default key that protects my S3 objects when no other key is defined");
        assertThat(key.keyStateAsString()).isEqualTo("Enabled");
        assertThat(key.keySpecAsString()).isEqualTo("SYMMETRIC_DEFAULT");
        assertThat(key.originAsString()).isEqualTo("AWS_KMS");
        assertThat(key.multiRegion()).isFalse();
        assertThat(key.currentKeyMaterialId()).hasSize(64);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alias/aws/kinesis",
                "alias/aws/firehose",
                "arn:aws:kms:us-east-1:000000000000:alias/aws/dynamodb",
                "alias/aws/secretsmanager"
            })
    void everyPredefinedAliasHasAKeyOfItsOwn(String name) {
        KeyMetadata key = describe(name);

        assertThat(key.keyManagerAsString()).isEqualTo("AWS");
        assertThat(key.keyId()).isNotEqualTo(describe(ALIAS).keyId());
        assertThat(describe(key.arn())).isEqualTo(key);
        assertThat(describe(name)).isEqualTo(key);
    }

    @Test
    void allPredefinedAliasesOfTheListCanBeDescribed() {
        List<String> names = clients.kms.listAliasesPaginator(r -> r.limit(7)).aliases().stream()
                .map(AliasListEntry::aliasName)
                .toList();
        assertThat(names)
                .contains(ALIAS, "alias/aws/kinesis", "alias/aws/lambda")
                .isSorted();

        Set<String> keys = names.stream().map(name -> describe(name).keyId()).collect(Collectors.toSet());

        assertThat(keys).hasSameSizeAs(names);
    }

    @Test
    void anAliasThatIsNotPredefinedIsNotFound() {
        assertRefused(
                () -> describe("alias/aws/teapot"),
                "NotFoundException",
                "Alias arn:aws:kms:us-east-1:000000000000:alias/aws/teapot is not found.");
        assertRefused(
                () -> describe("arn:aws:kms:us-east-1:111111111111:alias/aws/s3"),
                "NotFoundException",
                "Alias arn:aws:kms:us-east-1:111111111111:alias/aws/s3 is not found.");
    }

    @Test
    void eachAccountAndEachRegionHasItsOwn() {
        KeyMetadata key = describe(ALIAS);
        try (ClientsOf other = ClientsOf.account(hydrant, "111111111111", "us-east-1");
                ClientsOf west = ClientsOf.account(hydrant, ClientsOf.DEFAULT_ACCOUNT, "us-west-2")) {
            assertThat(other.kms.describeKey(r -> r.keyId(ALIAS)).keyMetadata().awsAccountId())
                    .isEqualTo("111111111111");
            assertThat(west.kms.describeKey(r -> r.keyId(ALIAS)).keyMetadata().arn())
                    .startsWith("arn:aws:kms:us-west-2:000000000000:key/")
                    .doesNotEndWith(key.keyId());
        }
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                change("ScheduleKeyDeletion", (kms, key) -> kms.scheduleKeyDeletion(r -> r.keyId(key))),
                change("CancelKeyDeletion", (kms, key) -> kms.cancelKeyDeletion(r -> r.keyId(key))),
                change("DisableKey", (kms, key) -> kms.disableKey(r -> r.keyId(key))),
                change("EnableKey", (kms, key) -> kms.enableKey(r -> r.keyId(key))),
                change(
                        "PutKeyPolicy",
                        (kms, key) ->
                                kms.putKeyPolicy(r -> r.keyId(key).policy("{}").policyName("default"))),
                change("EnableKeyRotation", (kms, key) -> kms.enableKeyRotation(r -> r.keyId(key))),
                change("DisableKeyRotation", (kms, key) -> kms.disableKeyRotation(r -> r.keyId(key))),
                change("RotateKeyOnDemand", (kms, key) -> kms.rotateKeyOnDemand(r -> r.keyId(key))),
                change(
                        "TagResource",
                        (kms, key) -> kms.tagResource(r -> r.keyId(key)
                                .tags(Tag.builder().tagKey("a").tagValue("b").build()))),
                change(
                        "UntagResource",
                        (kms, key) -> kms.untagResource(r -> r.keyId(key).tagKeys("a"))),
                change(
                        "UpdateKeyDescription",
                        (kms, key) -> kms.updateKeyDescription(r -> r.keyId(key).description("mine"))),
                change(
                        "CreateAlias",
                        (kms, key) ->
                                kms.createAlias(r -> r.aliasName("alias/mine").targetKeyId(key))),
                change(
                        "CreateGrant",
                        (kms, key) -> kms.createGrant(r -> r.keyId(key)
                                .granteePrincipal("arn:aws:iam::000000000000:user/ann")
                                .operations(GrantOperation.DECRYPT))),
                change("Encrypt", (kms, key) -> kms.encrypt(r -> r.keyId(key).plaintext(WATER))),
                change(
                        "GenerateDataKey",
                        (kms, key) -> kms.generateDataKey(r -> r.keyId(key).keySpec("AES_256"))),
                change(
                        "GenerateDataKeyWithoutPlaintext",
                        (kms, key) -> kms.generateDataKeyWithoutPlaintext(
                                r -> r.keyId(key).keySpec("AES_256"))));
    }

    private interface Change {
        Object make(KmsClient kms, String keyId);
    }

    private static Arguments change(String operation, Change change) {
        return Arguments.of(operation, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void thePolicyOfAnAwsManagedKeyLetsNobodyChangeItOrUseItDirectly(String operation, Change change) {
        KeyMetadata key = describe(ALIAS);

        assertRefused(
                () -> change.make(clients.kms, key.arn()),
                "AccessDeniedException",
                "User: arn:aws:iam::000000000000:root is not authorized to perform: kms:" + operation + " on resource: "
                        + key.arn() + " because no resource-based policy allows the kms:" + operation + " action");
        assertThat(describe(ALIAS)).isEqualTo(key);
    }

    @Test
    void aliasesOfAwsCannotBeMovedOrDeleted() {
        KeyMetadata key = describe(ALIAS);
        String mine = new Workbench(hydrant, clients).key();

        assertThat(codeOf(() -> clients.kms.updateAlias(r -> r.aliasName(ALIAS).targetKeyId(mine))))
                .isEqualTo("NotAuthorizedException");
        assertThat(codeOf(() -> clients.kms.deleteAlias(r -> r.aliasName(ALIAS))))
                .isEqualTo("NotAuthorizedException");
        assertThat(alias(ALIAS).targetKeyId()).isEqualTo(key.keyId());
    }

    @Test
    void aRefusedUseBringsNoKeyIntoBeing() {
        assertThat(codeOf(() -> clients.kms.encrypt(r -> r.keyId(ALIAS).plaintext(WATER))))
                .isEqualTo("AccessDeniedException");

        assertThat(alias(ALIAS).targetKeyId()).isNull();
        assertThat(clients.kms.listKeys().keys()).isEmpty();
    }

    @Test
    void everybodyInTheAccountMayReadAboutIt() {
        String key = describe(ALIAS).arn();

        assertThat(clients.kms.getKeyPolicy(r -> r.keyId(key)).policy())
                .contains("\"kms:ViaService\" : \"s3.us-east-1.amazonaws.com\"");
        assertThat(clients.kms.listResourceTags(r -> r.keyId(key)).tags()).isEmpty();
        assertThat(clients.kms.listGrants(r -> r.keyId(key)).grants()).isEmpty();
        assertThat(clients.kms.listKeyPolicies(r -> r.keyId(key)).policyNames()).containsExactly("default");
    }

    @Test
    void anAwsManagedKeyRotatesEveryYear() {
        KeyMetadata key = describe(ALIAS);
        assertThat(clients.kms.getKeyRotationStatus(r -> r.keyId(key.keyId()))).satisfies(status -> {
            assertThat(status.keyRotationEnabled()).isTrue();
            assertThat(status.rotationPeriodInDays()).isEqualTo(365);
        });

        for (int year = 0; year < 2; year++) {
            hydrant.control().advance(Duration.ofDays(365));
        }

        assertThat(clients.kms.listKeyRotations(r -> r.keyId(key.keyId())).rotations())
                .hasSize(2);
        assertThat(describe(ALIAS).currentKeyMaterialId()).isNotEqualTo(key.currentKeyMaterialId());
    }

    @Test
    void anObjectWithoutAKeyOfItsOwnBringsTheKeyOfS3IntoBeing() {
        clients.s3.createBucket(r -> r.bucket("lake"));

        String told = clients.s3
                .putObject(
                        r -> r.bucket("lake").key("a").serverSideEncryption(ServerSideEncryption.AWS_KMS),
                        RequestBody.fromString("water"))
                .ssekmsKeyId();

        assertThat(alias(ALIAS).targetKeyId()).isEqualTo(told.substring(told.indexOf('/') + 1));
        assertThat(describe(told).arn()).isEqualTo(told);
        assertThat(clients.s3.getObjectAsBytes(r -> r.bucket("lake").key("a")).asUtf8String())
                .isEqualTo("water");
    }

    @Test
    void aResetForgetsTheKeyAndTheNextOneHasTheSameArn() {
        KeyMetadata before = describe(ALIAS);

        hydrant.control().reset();

        assertThat(alias(ALIAS).targetKeyId()).isNull();
        assertThat(describe(ALIAS).arn()).isEqualTo(before.arn());
        assertThat(describe(ALIAS).currentKeyMaterialId()).isNotEqualTo(before.currentKeyMaterialId());
    }

    private KeyMetadata describe(String keyId) {
        return clients.kms.describeKey(r -> r.keyId(keyId)).keyMetadata();
    }

    private AliasListEntry alias(String name) {
        return clients.kms.listAliasesPaginator().aliases().stream()
                .filter(each -> each.aliasName().equals(name))
                .collect(Collectors.toMap(AliasListEntry::aliasName, each -> each))
                .getOrDefault(
                        name, AliasListEntry.builder().aliasName("nothing").build());
    }

    private static void assertRefused(Runnable call, String code, String message) {
        KmsException refused = refused(call);
        assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(code);
        assertThat(refused.awsErrorDetails().errorMessage()).isEqualTo(message);
        assertThat(refused.statusCode()).isEqualTo(400);
    }

    private static String codeOf(Runnable call) {
        return refused(call).awsErrorDetails().errorCode();
    }

    private static KmsException refused(Runnable call) {
        KmsException refused = catchThrowableOfType(KmsException.class, call::run);
        assertThat(refused).as("nothing was refused").isNotNull();
        return refused;
    }
}
