package io.hydrant.it;

import java.time.Duration;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import io.hydrant.Hydrant;
import io.hydrant.support.KnownPrimes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.firehose.model.DeliveryStreamEncryptionConfiguration;
import software.amazon.awssdk.services.firehose.model.DeliveryStreamEncryptionConfigurationInput;
import software.amazon.awssdk.services.firehose.model.DeliveryStreamStatus;
import software.amazon.awssdk.services.firehose.model.InvalidArgumentException;
import software.amazon.awssdk.services.firehose.model.InvalidKmsResourceException;
import software.amazon.awssdk.services.firehose.model.KeyType;
import software.amazon.awssdk.services.firehose.model.LimitExceededException;
import software.amazon.awssdk.services.firehose.model.ResourceInUseException;
import software.amazon.awssdk.services.firehose.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kms.model.GrantListEntry;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.sts.model.Credentials;

import static io.hydrant.it.Workbench.awsOwned;
import static io.hydrant.it.Workbench.customer;
import static io.hydrant.it.Workbench.json;
import static io.hydrant.it.Workbench.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.list;
import static software.amazon.awssdk.services.firehose.model.DeliveryStreamEncryptionStatus.DISABLED;
import static software.amazon.awssdk.services.firehose.model.DeliveryStreamEncryptionStatus.DISABLING;
import static software.amazon.awssdk.services.firehose.model.DeliveryStreamEncryptionStatus.ENABLED;
import static software.amazon.awssdk.services.firehose.model.DeliveryStreamEncryptionStatus.ENABLING;
import static software.amazon.awssdk.services.firehose.model.DeliveryStreamEncryptionStatus.ENABLING_FAILED;

/** The requirements R1 to R40 of compatibility.md, one test each, seen through unmodified AWS clients. */
@ExtendWith(KnownPrimes.class)
class EncryptionRequirementsIT {
    private static final int CALLS = 25;
    private static final int STREAMS_ON_A_KEY = 500;

    private static Hydrant hydrant;
    private static ClientsOf clients;
    private static Workbench bench;

    @BeforeAll
    static void start() {
        hydrant = Hydrant.start();
        hydrant.control().freeze(true);
        clients = ClientsOf.defaults(hydrant);
        bench = new Workbench(hydrant, clients);
    }

    @AfterAll
    static void stop() {
        clients.close();
        hydrant.close();
    }

    @Test
    void r01TurnsOnServerSideEncryption() {
        String stream = bench.stream("r01");
        assertThat(bench.put(stream)).isFalse();

        bench.start(stream);
        bench.settle();

        assertThat(bench.status(stream)).isEqualTo(ENABLED);
        assertThat(bench.put(stream)).isTrue();
    }

    @Test
    void r02IsFinishedInTheBackgroundAsTimeGoesBy() {
        String stream = bench.stream("r02");
        bench.start(stream);

        bench.advance(Duration.ofMillis(499));
        assertThat(bench.status(stream)).isEqualTo(ENABLING);
        bench.advance(Duration.ofMillis(1));
        assertThat(bench.status(stream)).isEqualTo(ENABLED);
    }

    @Test
    void r03AnswersBeforeTheChangeIsComplete() {
        String stream = bench.stream("r03");
        String before = json(hydrant.control().clock()).path("now").asText();

        bench.start(stream);

        assertThat(json(hydrant.control().clock()).path("now").asText()).isEqualTo(before);
        assertThat(bench.status(stream)).isEqualTo(ENABLING);
    }

    @Test
    void r04IsFirstEnabling() {
        String stream = bench.stream("r04");
        assertThat(bench.status(stream)).isEqualTo(DISABLED);

        bench.start(stream, bench.key());

        assertThat(bench.status(stream)).isEqualTo(ENABLING);
    }

    @Test
    void r05IsThenEnabled() {
        String stream = bench.stream("r05");
        bench.start(stream, bench.key());

        bench.settle();

        assertThat(bench.status(stream)).isEqualTo(ENABLED);
    }

    @Test
    void r06TellsTheStatusInDeliveryStreamEncryptionConfiguration() {
        String stream = bench.stream("r06");
        bench.start(stream);

        bench.describe(stream);
        assertThat(json(clients.lastFirehoseBody())
                        .at("/DeliveryStreamDescription/DeliveryStreamEncryptionConfiguration/Status")
                        .asText())
                .isEqualTo("ENABLING");
        bench.settle();
        bench.describe(stream);
        assertThat(json(clients.lastFirehoseBody())
                        .at("/DeliveryStreamDescription/DeliveryStreamEncryptionConfiguration/Status")
                        .asText())
                .isEqualTo("ENABLED");
    }

    @Test
    void r07EndsInEnablingFailedWhenItFails() {
        String stream = bench.stream("r07");
        bench.start(stream, bench.key().replaceAll("/.*", "/00000000-0000-0000-0000-000000000000"));
        assertThat(bench.status(stream)).isEqualTo(ENABLING);

        bench.settle();

        assertThat(bench.enablingFailure(stream)).isEqualTo("KMS_KEY_NOT_FOUND");
        assertThat(bench.put(stream)).isFalse();
    }

    @Test
    void r08GoesOnTakingAndKeepingRecordsWhileEnabling() {
        String stream = bench.stream("r08");
        bench.put(stream);
        bench.start(stream, bench.key());

        bench.put(stream);
        bench.putBatch(stream);

        assertThat(bench.status(stream)).isEqualTo(ENABLING);
        assertThat(bench.inside(stream).at("/buffer/records").asInt()).isEqualTo(5);
        bench.settle();
        assertThat(bench.inside(stream).at("/buffer/records").asInt()).isEqualTo(5);
    }

    @Test
    void r09LeavesRecordsPlainWhileEnablingForTheFirstTime() {
        String stream = bench.stream("r09");
        bench.start(stream, bench.key());

        assertThat(bench.put(stream)).isFalse();
        assertThat(bench.putBatch(stream)).isFalse();
        bench.advance(Duration.ofMillis(499));
        assertThat(bench.status(stream)).isEqualTo(ENABLING);
        assertThat(bench.put(stream)).isFalse();
    }

    @Test
    void r10EncryptsEveryRecordFiveSecondsAfterEnabledAtTheLatest() {
        String stream = bench.stream("r10");
        bench.start(stream, bench.key());
        bench.advance(Duration.ofMillis(500));
        assertThat(bench.status(stream)).isEqualTo(ENABLED);

        bench.advance(Duration.ofSeconds(5));

        for (int i = 0; i < 20; i++) {
            assertThat(bench.put(stream)).isTrue();
            assertThat(bench.putBatch(stream)).isTrue();
            bench.advance(Duration.ofMillis(100));
        }
    }

    @Test
    void r11TellsInPutRecordWhetherTheRecordWasEncrypted() {
        String stream = bench.stream("r11");

        bench.put(stream);
        JsonNode plain = json(clients.lastFirehoseBody());
        bench.enable(stream, bench.key());
        bench.put(stream);
        JsonNode sealed = json(clients.lastFirehoseBody());

        assertThat(plain.path("Encrypted").isBoolean()).isTrue();
        assertThat(plain.path("Encrypted").asBoolean()).isFalse();
        assertThat(sealed.path("Encrypted").asBoolean()).isTrue();
        assertThat(sealed.path("RecordId").asText()).isNotEmpty();
    }

    @Test
    void r12TellsInPutRecordBatchWhetherTheBatchWasEncrypted() {
        String stream = bench.stream("r12");

        bench.putBatch(stream);
        JsonNode plain = json(clients.lastFirehoseBody());
        bench.enable(stream, bench.key());
        bench.putBatch(stream);
        JsonNode sealed = json(clients.lastFirehoseBody());

        assertThat(plain.path("Encrypted").isBoolean()).isTrue();
        assertThat(plain.path("Encrypted").asBoolean()).isFalse();
        assertThat(sealed.path("Encrypted").asBoolean()).isTrue();
        assertThat(sealed.path("FailedPutCount").asInt()).isZero();
        assertThat(sealed.path("RequestResponses")).hasSize(3);
    }

    @Test
    void r13CanBeWatchedThroughDescribeAlone() {
        String stream = bench.stream("r13");
        String key = bench.key();
        assertThat(bench.encryption(stream))
                .isEqualTo(DeliveryStreamEncryptionConfiguration.builder()
                        .status(DISABLED)
                        .build());
        bench.start(stream, key);
        assertThat(bench.encryption(stream)).isEqualTo(shown(key, "ENABLING"));
        bench.settle();
        assertThat(bench.encryption(stream)).isEqualTo(shown(key, "ENABLED"));
        bench.stop(stream);
        assertThat(bench.status(stream)).isEqualTo(DISABLING);
        bench.settle();
        assertThat(bench.status(stream)).isEqualTo(DISABLED);
    }

    private static DeliveryStreamEncryptionConfiguration shown(String key, String status) {
        return DeliveryStreamEncryptionConfiguration.builder()
                .keyARN(key)
                .keyType(KeyType.CUSTOMER_MANAGED_CMK)
                .status(status)
                .build();
    }

    @Test
    void r14ChangesTheKeyWhenEncryptionIsAlreadyOn() {
        String first = bench.key();
        String second = bench.key();
        String stream = bench.encryptedStream("r14", first);

        bench.start(stream, second);
        bench.settle();

        assertThat(bench.encryption(stream)).isEqualTo(shown(second, "ENABLED"));
        clients.kms.disableKey(r -> r.keyId(first));
        assertThat(bench.put(stream)).isTrue();
        clients.kms.disableKey(r -> r.keyId(second));
        refusal(InvalidKmsResourceException.class, () -> bench.put(stream));
    }

    @Test
    void r15ChangesKeyTypeAndArnTogether() {
        String stream = bench.stream("r15");
        String key = bench.key();
        bench.start(stream, awsOwned());
        bench.settle();

        bench.enable(stream, key);
        assertThat(bench.encryption(stream)).isEqualTo(shown(key, "ENABLED"));
        assertThat(bench.put(stream)).isTrue();

        bench.start(stream, awsOwned());
        bench.settle();
        assertThat(bench.encryption(stream).keyType()).isEqualTo(KeyType.AWS_OWNED_CMK);
        assertThat(bench.encryption(stream).keyARN()).isNull();
        assertThat(bench.status(stream)).isEqualTo(ENABLED);
        assertThat(bench.put(stream)).isTrue();
    }

    @Test
    void r16RetiresTheOldGrantAfterTheRecordsSealedUnderIt() {
        String first = bench.key();
        String stream = bench.encryptedStream("r16", first);
        bench.put(stream);

        bench.enable(stream, bench.key());

        assertThat(bench.grants(first)).hasSize(1);
        bench.advance(Workbench.RETENTION);
        assertThat(bench.grants(first)).isEmpty();
    }

    @Test
    void r17GrantsFirehoseTheUseOfTheNewKeyAndTheCareOfTheGrant() {
        String first = bench.key();
        String second = bench.key();
        String stream = bench.encryptedStream("r17", first);

        bench.enable(stream, second);

        assertThat(bench.grants(second)).singleElement().satisfies(grant -> {
            assertThat(grant.granteePrincipal()).startsWith("firehose.").endsWith(".amazonaws.com");
            assertThat(grant.retiringPrincipal()).isEqualTo(grant.granteePrincipal());
            assertThat(grant.operations())
                    .contains(GrantOperation.ENCRYPT, GrantOperation.DECRYPT, GrantOperation.RETIRE_GRANT);
            assertThat(grant.constraints().toString())
                    .contains(bench.describe(stream).deliveryStreamARN());
        });
    }

    @Test
    void r18NeedsSessionCredentialsOfAtMostSixHours() {
        String key = bench.key();
        String stream = bench.stream("r18");
        Credentials issued = clients.sts
                .assumeRole(r -> r.roleArn("arn:aws:iam::" + ClientsOf.DEFAULT_ACCOUNT + ":role/operator")
                        .roleSessionName("night")
                        .durationSeconds(43_200))
                .credentials();
        try (ClientsOf session = clients.as(
                AwsSessionCredentials.create(issued.accessKeyId(), issued.secretAccessKey(), issued.sessionToken()))) {
            Workbench asSession = new Workbench(hydrant, session);
            asSession.enable(stream, key);

            bench.advance(Duration.ofHours(7));

            String late = bench.stream("r18-late");
            asSession.start(late, key);
            asSession.settle();
            assertThat(bench.enablingFailure(late)).isEqualTo("CREATE_KMS_GRANT_FAILED");
            session.firehose.createDeliveryStream(bench.creation("r18-created")
                    .deliveryStreamEncryptionConfigurationInput(customer(key))
                    .build());
            asSession.settle();
            assertThat(bench.describe("r18-created").deliveryStreamStatus())
                    .isEqualTo(DeliveryStreamStatus.CREATING_FAILED);
            assertThat(bench.describe("r18-created").failureDescription().typeAsString())
                    .isEqualTo("CREATE_KMS_GRANT_FAILED");
            assertThat(bench.grants(key)).hasSize(1);
            asSession.start(late, awsOwned());
            asSession.settle();
            assertThat(bench.status(late)).isEqualTo(ENABLED);
        }
    }

    @Test
    void r19FailsOnlyTheChangeWhenAChangeOfKeyFails() {
        String first = bench.key();
        String stream = bench.encryptedStream("r19", first);

        bench.start(stream, disabledKey());
        bench.settle();

        assertThat(bench.enablingFailure(stream)).isEqualTo("DISABLED_KMS_KEY");
        assertThat(bench.encryption(stream).keyARN()).isEqualTo(first);
        assertThat(bench.describe(stream).deliveryStreamStatus()).isEqualTo(DeliveryStreamStatus.ACTIVE);
        assertThat(bench.grants(first)).hasSize(1);
    }

    @Test
    void r20GoesOnEncryptingWithTheOldKeyAfterAFailedChange() {
        String first = bench.key();
        String stream = bench.encryptedStream("r20", first);
        bench.start(stream, disabledKey());
        assertThat(bench.put(stream)).isTrue();
        bench.settle();
        assertThat(bench.status(stream)).isEqualTo(ENABLING_FAILED);

        assertThat(bench.put(stream)).isTrue();
        assertThat(bench.putBatch(stream)).isTrue();
        clients.kms.disableKey(r -> r.keyId(first));
        refusal(InvalidKmsResourceException.class, () -> bench.put(stream));
        clients.kms.enableKey(r -> r.keyId(first));
        assertThat(bench.put(stream)).isTrue();
    }

    @Test
    void r21MayBeCalledAgainAfterEnablingFailed() {
        String stream = bench.stream("r21");
        bench.start(stream, disabledKey());
        bench.settle();
        assertThat(bench.status(stream)).isEqualTo(ENABLING_FAILED);
        String valid = bench.key();

        bench.enable(stream, valid);

        assertThat(bench.encryption(stream)).isEqualTo(shown(valid, "ENABLED"));
        assertThat(bench.put(stream)).isTrue();
    }

    @Test
    void r22NeedsAnEnabledKey() {
        String stream = bench.stream("r22");
        String key = disabledKey();
        bench.start(stream, key);
        bench.settle();
        assertThat(bench.enablingFailure(stream)).isEqualTo("DISABLED_KMS_KEY");

        clients.kms.enableKey(r -> r.keyId(key));

        bench.enable(stream, key);
    }

    private static String disabledKey() {
        String key = bench.key();
        clients.kms.disableKey(r -> r.keyId(key));
        return key;
    }

    @Test
    void r23NeedsAKeyPolicyThatDoesNotDenyEncryptOrDecrypt() {
        for (String action : List.of("kms:Encrypt", "kms:Decrypt")) {
            String stream = bench.stream("r23-" + action.substring(4));
            String key = bench.key();
            bench.denyFirehose(key, action);
            bench.start(stream, key);
            bench.settle();
            assertThat(bench.enablingFailure(stream)).as(action).isEqualTo("KMS_ACCESS_DENIED");
            assertThat(bench.grants(key)).as(action).isEmpty();

            bench.defaultPolicy(key);
            bench.enable(stream, key);
        }
    }

    @Test
    void r24IsOnlyForStreamsWithADirectPutSource() {
        String stream = bench.kinesisStream("r24");
        assertThat(bench.describe(stream).deliveryStreamStatus()).isEqualTo(DeliveryStreamStatus.ACTIVE);
        String key = bench.key();

        assertThat(refusal(() -> bench.start(stream)).errorCode()).isEqualTo("InvalidArgumentException");
        assertThat(refusal(() -> bench.start(stream, key)).errorCode()).isEqualTo("InvalidArgumentException");
        assertThat(bench.describe(stream).deliveryStreamEncryptionConfiguration())
                .isNull();
        assertThat(bench.grants(key)).isEmpty();
        assertThat(refusal(() -> clients.firehose.createDeliveryStream(bench.creation("r24-created")
                                .deliveryStreamType("KinesisStreamAsSource")
                                .kinesisStreamSourceConfiguration(bench.source())
                                .deliveryStreamEncryptionConfigurationInput(awsOwned())
                                .build()))
                        .errorCode())
                .isEqualTo("InvalidArgumentException");
    }

    @Test
    void r25AllowsTwentyFiveCallsAStreamIn24Hours() {
        String stream = bench.stream("r25");
        for (int i = 0; i < CALLS; i++) {
            bench.start(stream);
            bench.settle();
        }

        refusal(LimitExceededException.class, () -> bench.start(stream));
        refusal(LimitExceededException.class, () -> bench.stop(stream));
        assertThat(bench.status(stream)).isEqualTo(ENABLED);
        bench.start(bench.stream("r25-other"));
        bench.advance(Duration.ofHours(24).minus(Workbench.SETTLED.multipliedBy(CALLS)));
        bench.start(stream);
        bench.settle();
        bench.start(stream);
    }

    @Test
    void r26CountsThirteenStartsAndTwelveStopsTogether() {
        String stream = bench.stream("r26");
        for (int i = 0; i < 12; i++) {
            bench.start(stream);
            bench.settle();
            bench.stop(stream);
            bench.settle();
        }
        bench.start(stream);
        bench.settle();

        refusal(LimitExceededException.class, () -> bench.stop(stream));
        refusal(LimitExceededException.class, () -> bench.start(stream));
        assertThat(bench.status(stream)).isEqualTo(ENABLED);
    }

    @Test
    void r27RequiresTheNameOfTheStream() {
        assertThat(refusal(() -> clients.firehose.startDeliveryStreamEncryption(r -> {})))
                .satisfies(e -> {
                    assertThat(e.errorCode()).isEqualTo("ValidationException");
                    assertThat(e.errorMessage())
                            .isEqualTo("1 validation error detected: Value at 'deliveryStreamName' failed to satisfy"
                                    + " constraint: Member must not be null");
                });
    }

    @Test
    void r28TakesACallWithoutAConfigurationAndOneWithTypeAndArn() {
        String bare = bench.stream("r28-bare");
        String full = bench.stream("r28-full");
        String key = bench.key();

        bench.start(bare);
        bench.start(full, customer(key));

        assertThat(bench.status(bare)).isEqualTo(ENABLING);
        assertThat(bench.encryption(full)).isEqualTo(shown(key, "ENABLING"));
    }

    @Test
    void r29RequiresTheArnOfACustomerManagedKey() {
        String stream = bench.stream("r29");
        DeliveryStreamEncryptionConfigurationInput noArn = DeliveryStreamEncryptionConfigurationInput.builder()
                .keyType(KeyType.CUSTOMER_MANAGED_CMK)
                .build();

        assertThat(refusal(InvalidArgumentException.class, () -> bench.start(stream, noArn))
                        .awsErrorDetails()
                        .errorMessage())
                .contains("KeyARN");
        assertThat(bench.status(stream)).isEqualTo(DISABLED);
    }

    @Test
    void r30UsesAKeyOfTheServiceForAwsOwned() {
        String stream = bench.stream("r30");
        int keys = clients.kms.listKeys().keys().size();

        bench.start(stream, awsOwned());
        bench.settle();

        assertThat(bench.encryption(stream))
                .isEqualTo(DeliveryStreamEncryptionConfiguration.builder()
                        .keyType(KeyType.AWS_OWNED_CMK)
                        .status(ENABLED)
                        .build());
        assertThat(bench.put(stream)).isTrue();
        assertThat(clients.kms.listKeys().keys()).hasSize(keys);
        assertThat(bench.events(stream, "CreateGrant")).isEmpty();
    }

    @Test
    void r31RequiresTheKeyTypeInsideTheConfiguration() {
        String stream = bench.stream("r31");

        assertThat(refusal(() -> bench.start(
                        stream,
                        DeliveryStreamEncryptionConfigurationInput.builder().build())))
                .satisfies(e -> {
                    assertThat(e.errorCode()).isEqualTo("ValidationException");
                    assertThat(e.errorMessage())
                            .isEqualTo("1 validation error detected: Value at"
                                    + " 'deliveryStreamEncryptionConfigurationInput.keyType' failed to satisfy"
                                    + " constraint: Member must not be null");
                });
        assertThat(refusal(() -> bench.start(
                                stream,
                                DeliveryStreamEncryptionConfigurationInput.builder()
                                        .keyType("MINE")
                                        .build()))
                        .errorMessage())
                .contains("AWS_OWNED_CMK", "CUSTOMER_MANAGED_CMK", "enum value set");
        assertThat(bench.status(stream)).isEqualTo(DISABLED);
    }

    @Test
    void r32ChoosesAwsOwnedWithoutAConfiguration() {
        String stream = bench.stream("r32");

        bench.start(stream);
        bench.settle();

        assertThat(bench.encryption(stream).keyType()).isEqualTo(KeyType.AWS_OWNED_CMK);
    }

    @Test
    void r33CreatesAGrantFromCreateAndFromStart() {
        String started = bench.key();
        String created = bench.key();
        bench.encryptedStream("r33-started", started);
        clients.firehose.createDeliveryStream(bench.creation("r33-created")
                .deliveryStreamEncryptionConfigurationInput(customer(created))
                .build());
        bench.settle();

        assertThat(bench.encryption("r33-created")).isEqualTo(shown(created, "ENABLED"));
        assertThat(bench.put("r33-created")).isTrue();
        for (String key : List.of(started, created)) {
            assertThat(bench.grants(key))
                    .singleElement()
                    .extracting(GrantListEntry::operations, list(GrantOperation.class))
                    .contains(GrantOperation.ENCRYPT, GrantOperation.DECRYPT);
        }
        assertThat(bench.events("r33-started", "CreateGrant")).hasSize(1);
        assertThat(bench.events("r33-created", "CreateGrant")).hasSize(1);
    }

    @Test
    void r34LooksAfterItsGrantByItself() {
        String key = bench.key();
        String stream = bench.encryptedStream("r34", key);
        bench.put(stream);
        String grant = bench.grants(key).get(0).grantId();

        assertThat(bench.events(stream, "GenerateDataKey"))
                .isNotEmpty()
                .allSatisfy(e -> assertThat(e.path("grantId").asText()).isEqualTo(grant));
        bench.stop(stream);
        bench.settle();
        assertThat(bench.grants(key)).hasSize(1);
        bench.advance(Workbench.RETENTION);
        assertThat(bench.grants(key)).isEmpty();

        String deleted = bench.encryptedStream("r34-deleted", key);
        assertThat(bench.grants(key)).hasSize(1);
        clients.firehose.deleteDeliveryStream(r -> r.deliveryStreamName(deleted));
        bench.settle();
        assertThat(bench.grants(key)).isEmpty();
    }

    @Test
    void r35RetiresTheGrantOfACustomerKeyThatStartLeaves() {
        String key = bench.key();
        String stream = bench.encryptedStream("r35", key);
        bench.put(stream);
        assertThat(bench.grants(key)).hasSize(1);

        bench.start(stream, awsOwned());
        bench.settle();

        assertThat(bench.grants(key)).hasSize(1);
        bench.advance(Workbench.RETENTION);
        assertThat(bench.grants(key)).isEmpty();
    }

    @Test
    void r36ServesFiveHundredStreamsWithOneKey() {
        String key = bench.key();
        createOn(key, "r36-", STREAMS_ON_A_KEY);
        bench.settle();

        assertThat(bench.grants(key)).hasSize(STREAMS_ON_A_KEY);
        assertThat(bench.status("r36-1")).isEqualTo(ENABLED);
        assertThat(bench.status("r36-500")).isEqualTo(ENABLED);
        assertThat(bench.put("r36-500")).isTrue();
        bench.encryptedStream("r36-elsewhere", bench.key());
    }

    @Test
    void r37RefusesTheFiveHundredAndFirstStreamInCreateAndInStart() {
        String key = bench.key();
        createOn(key, "r37-", STREAMS_ON_A_KEY);
        bench.settle();
        String late = bench.stream("r37-late");

        refusal(LimitExceededException.class, () -> createOn(key, "r37-more-", 1));
        refusal(LimitExceededException.class, () -> bench.start(late, key));

        refusal(ResourceNotFoundException.class, () -> bench.describe("r37-more-1"));
        assertThat(bench.status(late)).isEqualTo(DISABLED);
        bench.enable("r37-7", key);
        clients.firehose.deleteDeliveryStream(r -> r.deliveryStreamName("r37-7"));
        bench.settle();
        bench.enable(late, key);
    }

    private static void createOn(String key, String prefix, int count) {
        for (int i = 1; i <= count; i++) {
            clients.firehose.createDeliveryStream(bench.creation(prefix + i)
                    .deliveryStreamEncryptionConfigurationInput(customer(key))
                    .build());
        }
    }

    @Test
    void r38RefusesKeysThatAreNotSymmetric() {
        List<String> keys = List.of(
                bench.key(KeySpec.RSA_2048, KeyUsageType.ENCRYPT_DECRYPT),
                bench.key(KeySpec.ECC_NIST_P256, KeyUsageType.SIGN_VERIFY),
                bench.key(KeySpec.HMAC_256, KeyUsageType.GENERATE_VERIFY_MAC));
        for (int i = 0; i < keys.size(); i++) {
            String stream = bench.stream("r38-" + i);
            bench.start(stream, keys.get(i));
            bench.settle();
            assertThat(bench.enablingFailure(stream)).as("key %s", i).isEqualTo("INVALID_KMS_KEY");
        }
    }

    @Test
    void r39AnswersAnEmptyStructure() {
        String stream = bench.stream("r39");

        bench.start(stream);

        assertThat(clients.lastFirehoseBody()).isEqualTo("{}");
    }

    /** Start answers four of the five; key trouble ends in ENABLING_FAILED (Q11), so the fifth is seen in a put. */
    @Test
    void r40AnswersTheListedErrors() {
        String stream = bench.stream("r40");
        String key = bench.key();

        refusal(ResourceNotFoundException.class, () -> bench.start("r40-missing"));
        refusal(
                InvalidArgumentException.class,
                () -> bench.start(
                        stream,
                        DeliveryStreamEncryptionConfigurationInput.builder()
                                .keyType(KeyType.CUSTOMER_MANAGED_CMK)
                                .build()));
        bench.start(stream, key);
        refusal(ResourceInUseException.class, () -> bench.start(stream, key));
        bench.settle();
        clients.kms.disableKey(r -> r.keyId(key));
        assertThat(refusal(InvalidKmsResourceException.class, () -> bench.put(stream))
                        .code())
                .isEqualTo("KMSDisabledException");
        for (int i = 1; i < CALLS; i++) {
            bench.start(stream, awsOwned());
            bench.settle();
        }
        refusal(LimitExceededException.class, () -> bench.start(stream));
    }
}
