package io.hydrant.firehose.api;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.AwsError;
import io.hydrant.aws.Caller;
import io.hydrant.aws.Region;
import io.hydrant.aws.Scope;
import io.hydrant.events.EventLog;
import io.hydrant.firehose.configuration.member.Members;
import io.hydrant.firehose.encryption.EncryptionServices;
import io.hydrant.firehose.encryption.EncryptionSettings;
import io.hydrant.firehose.encryption.EncryptionSettings.CallerKmsCheck;
import io.hydrant.firehose.encryption.KeyUsage;
import io.hydrant.firehose.encryption.OwnedKeys;
import io.hydrant.firehose.stream.DeliveryStreams;
import io.hydrant.firehose.stream.StreamSettings;
import io.hydrant.firehose.stream.StreamStatus;
import io.hydrant.protocol.CallContext;
import io.hydrant.protocol.Operation;
import io.hydrant.record.BufferBudget;
import io.hydrant.service.kms.KeyService;
import io.hydrant.store.StateStore;
import io.hydrant.store.Timers;
import io.hydrant.store.memory.MemoryStateStore;
import io.hydrant.support.TestDestinations;
import io.hydrant.support.Undelivered;
import io.hydrant.time.VirtualTime;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.Buildable;

import static io.hydrant.firehose.api.Examples.and;
import static io.hydrant.firehose.api.Examples.bucket;
import static io.hydrant.firehose.api.Examples.refusal;
import static io.hydrant.firehose.api.Examples.smallest;
import static io.hydrant.firehose.api.Examples.tree;
import static org.assertj.core.api.Assertions.assertThat;

class FirehoseApiTest {
    private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
    private static final AccountId ACCOUNT = new AccountId("111122223333");
    private static final CallContext CALL = new CallContext(
            new Scope(ACCOUNT, new Region("us-east-1")), Caller.root(ACCOUNT), Optional.empty(), "request");

    private final VirtualTime time = new VirtualTime(START);
    private final DeliveryStreams streams = streams(Duration.ZERO);

    private DeliveryStreams streams(Duration creation) {
        EventLog events = new EventLog(time, 100);
        StateStore store = new MemoryStateStore();
        KeyService noKms = (KeyService) Proxy.newProxyInstance(
                KeyService.class.getClassLoader(), new Class<?>[] {KeyService.class}, (proxy, method, args) -> {
                    throw new AssertionError("KMS is not asked in this test: " + method.getName());
                });
        return new DeliveryStreams(Undelivered.services(
                time,
                events,
                new BufferBudget(1 << 20),
                new EncryptionServices(
                        noKms,
                        new OwnedKeys(store),
                        new KeyUsage(store),
                        time,
                        store,
                        new Timers(store, time),
                        Runnable::run,
                        events,
                        new EncryptionSettings(
                                Duration.ofMillis(500),
                                Duration.ofMillis(500),
                                Duration.ofSeconds(1),
                                CallerKmsCheck.OFF)),
                new StreamSettings(creation, Duration.ofSeconds(10))));
    }

    private Map<String, Object> call(String name, Object... members) {
        return call(streams, new FirehoseOptions(false), name, members);
    }

    @SuppressWarnings("unchecked") // an operation builds its own input
    private static Map<String, Object> call(
            DeliveryStreams streams, FirehoseOptions options, String name, Object... members) {
        Operation<SdkPojo, SdkPojo> operation = (Operation<SdkPojo, SdkPojo>)
                FirehoseApi.operations(streams, TestDestinations.known(), options).stream()
                        .filter(each -> each.name().equals(name))
                        .findFirst()
                        .orElseThrow();
        SdkPojo input = (SdkPojo) ((Buildable) SdkTrees.fill(operation.newInput(), tree(members))).build();
        return SdkTrees.toTree(operation.call(input, CALL));
    }

    private void create(String name, Object... more) {
        call(
                "CreateDeliveryStream",
                and(tree("DeliveryStreamName", name, "ExtendedS3DestinationConfiguration", bucket()), more)
                        .entrySet()
                        .stream()
                        .flatMap(each -> Stream.of(each.getKey(), each.getValue()))
                        .toArray());
    }

    private Map<String, Object> describe(String name) {
        return Members.structure(
                call("DescribeDeliveryStream", "DeliveryStreamName", name), "DeliveryStreamDescription");
    }

    private void update(String version, Map<String, Object> members) {
        call(
                "UpdateDestination",
                "DeliveryStreamName",
                "s",
                "CurrentDeliveryStreamVersionId",
                version,
                "DestinationId",
                "destinationId-000000000001",
                "ExtendedS3DestinationUpdate",
                members);
    }

    @Test
    void listsTheTwelveOperations() {
        assertThat(FirehoseApi.operations(streams, TestDestinations.known(), new FirehoseOptions(false)))
                .extracting(Operation::inputShape)
                .containsExactly(
                        "CreateDeliveryStreamInput",
                        "DeleteDeliveryStreamInput",
                        "DescribeDeliveryStreamInput",
                        "ListDeliveryStreamsInput",
                        "ListTagsForDeliveryStreamInput",
                        "PutRecordInput",
                        "PutRecordBatchInput",
                        "StartDeliveryStreamEncryptionInput",
                        "StopDeliveryStreamEncryptionInput",
                        "TagDeliveryStreamInput",
                        "UntagDeliveryStreamInput",
                        "UpdateDestinationInput");
    }

    @Test
    void describesASmallestStreamAsAwsDoes() {
        create("s");

        Map<String, Object> shown = describe("s");

        assertThat(Members.without(shown, "Destinations"))
                .isEqualTo(tree(
                        "DeliveryStreamName", "s",
                        "DeliveryStreamARN", "arn:aws:firehose:us-east-1:111122223333:deliverystream/s",
                        "DeliveryStreamStatus", "ACTIVE",
                        "DeliveryStreamEncryptionConfiguration", tree("Status", "DISABLED"),
                        "DeliveryStreamType", "DirectPut",
                        "VersionId", "1",
                        "CreateTimestamp", START,
                        "HasMoreDestinations", false));
        assertThat(Members.structures(shown, "Destinations")).singleElement().satisfies(each -> assertThat(each)
                .containsOnlyKeys("DestinationId", "S3DestinationDescription", "ExtendedS3DestinationDescription"));
    }

    @Test
    void createAnswersTheArnAndRefusesTheNameTwice() {
        create("s");

        assertThat(refusal(() -> create("s")))
                .isEqualTo(AwsError.client(
                        "ResourceInUseException", "Firehose s under accountId 111122223333 already exists"));
    }

    @Test
    void aStreamThatReadsFromKinesisHasNoEncryptionMember() {
        Map<String, Object> kinesis =
                tree("KinesisStreamARN", "arn:aws:kinesis:us-east-1:111122223333:stream/in", "RoleARN", Examples.ROLE);
        create("s", "DeliveryStreamType", "KinesisStreamAsSource", "KinesisStreamSourceConfiguration", kinesis);

        assertThat(describe("s"))
                .doesNotContainKey("DeliveryStreamEncryptionConfiguration")
                .containsEntry(
                        "Source",
                        tree("KinesisStreamSourceDescription", and(kinesis, "DeliveryStartTimestamp", START)));
        assertThat(refusal(() -> call("StartDeliveryStreamEncryption", "DeliveryStreamName", "s"))
                        .code())
                .isEqualTo("InvalidArgumentException");
    }

    @Test
    void encryptionStartsWithAnAwsOwnedKeyAndStops() {
        create("s");

        call("StartDeliveryStreamEncryption", "DeliveryStreamName", "s");
        assertThat(describe("s").get("DeliveryStreamEncryptionConfiguration"))
                .isEqualTo(tree("KeyType", "AWS_OWNED_CMK", "Status", "ENABLING"));
        time.advance(Duration.ofSeconds(2));
        assertThat(describe("s").get("DeliveryStreamEncryptionConfiguration"))
                .isEqualTo(tree("KeyType", "AWS_OWNED_CMK", "Status", "ENABLED"));
        call("StopDeliveryStreamEncryption", "DeliveryStreamName", "s");
        time.advance(Duration.ofSeconds(2));

        assertThat(describe("s").get("DeliveryStreamEncryptionConfiguration")).isEqualTo(tree("Status", "DISABLED"));
        assertThat(describe("s")).containsEntry("VersionId", "1");
    }

    @Test
    void aKeysTypeAndArnBelongTogether() {
        create("s");
        String input = "DeliveryStreamEncryptionConfigurationInput";

        assertThat(refusal(() -> call(
                        "StartDeliveryStreamEncryption",
                        "DeliveryStreamName",
                        "s",
                        input,
                        tree("KeyType", "CUSTOMER_MANAGED_CMK"))))
                .isEqualTo(AwsError.client(
                        "InvalidArgumentException", "KeyARN has to be specified when KeyType is CUSTOMER_MANAGED_CMK"));
        assertThat(refusal(() -> call(
                        "StartDeliveryStreamEncryption",
                        "DeliveryStreamName",
                        "s",
                        input,
                        tree("KeyType", "AWS_OWNED_CMK", "KeyARN", "arn:aws:kms:r:111122223333:key/k"))))
                .isEqualTo(AwsError.client(
                        "InvalidArgumentException", "KeyARN cannot be specified when KeyType is AWS_OWNED_CMK"));
    }

    @Test
    void anUpdateMakesTheNextVersionAndOneThatChangesNothingDoesNot() {
        create("s");

        time.advance(Duration.ofMinutes(1));
        update("1", tree("Prefix", "p/"));
        update("2", tree("Prefix", "p/"));

        assertThat(describe("s"))
                .containsEntry("VersionId", "2")
                .containsEntry("LastUpdateTimestamp", START.plusSeconds(60));
    }

    @Test
    void anUpdateChecksVersionDestinationAndExistence() {
        create("s");

        assertThat(refusal(() -> update("7", tree())))
                .isEqualTo(AwsError.client(
                        "ConcurrentModificationException",
                        "Cannot update firehose: s since the current version id: 1 and specified version id: 7 do not "
                                + "match"));
        assertThat(refusal(() -> call(
                        "UpdateDestination",
                        "DeliveryStreamName",
                        "s",
                        "CurrentDeliveryStreamVersionId",
                        "1",
                        "DestinationId",
                        "d")))
                .isEqualTo(AwsError.client("InvalidArgumentException", "Destination Id d not found"));
        assertThat(refusal(() -> call("UpdateDestination", "DeliveryStreamName", "t")))
                .isEqualTo(AwsError.client(
                        "ResourceNotFoundException", "Firehose t under accountId 111122223333 not found."));
    }

    @Test
    void aStreamThatIsBeingCreatedIsNeitherUpdatedNorDeleted() {
        DeliveryStreams slow = streams(Duration.ofMinutes(1));
        FirehoseOptions options = new FirehoseOptions(false);
        call(slow, options, "CreateDeliveryStream", "DeliveryStreamName", "s", "S3DestinationConfiguration", bucket());

        assertThat(refusal(() -> call(slow, options, "UpdateDestination", "DeliveryStreamName", "s")))
                .isEqualTo(AwsError.client(
                        "ResourceInUseException", "Cannot update firehose: s when it is in CREATING status"));
        assertThat(refusal(() -> call(slow, options, "DeleteDeliveryStream", "DeliveryStreamName", "s")))
                .isEqualTo(AwsError.client(
                        "ResourceInUseException",
                        "Firehose s under account 111122223333 cannot be deleted in CREATING state"));
    }

    @Test
    void theDeletionOfAStreamThatWasResetLeavesTheNextOneOfItsNameAlone() {
        create("orders");
        call("DeleteDeliveryStream", "DeliveryStreamName", "orders");
        assertThat(streams.reset(stream -> true)).isCompleted();
        create("orders");

        time.advance(Duration.ofSeconds(10));

        assertThat(streams.get(CALL.scope(), "orders").value().status()).isEqualTo(StreamStatus.ACTIVE);
    }

    @Test
    void aStreamIsDeletingBeforeItIsGone() {
        create("s");

        call("DeleteDeliveryStream", "DeliveryStreamName", "s");
        assertThat(describe("s")).containsEntry("DeliveryStreamStatus", "DELETING");
        assertThat(refusal(() ->
                                call("TagDeliveryStream", "DeliveryStreamName", "s", "Tags", List.of(tree("Key", "k"))))
                        .code())
                .isEqualTo("ResourceInUseException");
        time.advance(Duration.ofSeconds(10));

        assertThat(refusal(() -> describe("s")))
                .isEqualTo(AwsError.client(
                        "ResourceNotFoundException", "Firehose s under account 111122223333 not found."));
    }

    @Test
    void listsTenNamesInByteOrderWhenNotToldOtherwise() {
        IntStream.range(0, 12).forEach(i -> create("s" + (char) ('a' + i)));
        create("T");

        Map<String, Object> page = call("ListDeliveryStreams");

        assertThat(page)
                .isEqualTo(tree(
                        "DeliveryStreamNames",
                        List.of("T", "sa", "sb", "sc", "sd", "se", "sf", "sg", "sh", "si"),
                        "HasMoreDeliveryStreams",
                        true));
        assertThat(call("ListDeliveryStreams", "ExclusiveStartDeliveryStreamName", "sj0"))
                .isEqualTo(tree("DeliveryStreamNames", List.of("sk", "sl"), "HasMoreDeliveryStreams", false));
        assertThat(call("ListDeliveryStreams", "DeliveryStreamType", "MSKAsSource"))
                .isEqualTo(tree("DeliveryStreamNames", List.of(), "HasMoreDeliveryStreams", false));
    }

    @Test
    void tagsComeWithCreationAndAreChangedLater() {
        create("s", "Tags", List.of(tree("Key", "a", "Value", "1")));

        call("TagDeliveryStream", "DeliveryStreamName", "s", "Tags", List.of(tree("Key", "b", "Value", "2")));
        call("UntagDeliveryStream", "DeliveryStreamName", "s", "TagKeys", List.of("a", "z"));

        assertThat(call("ListTagsForDeliveryStream", "DeliveryStreamName", "s"))
                .isEqualTo(tree("Tags", List.of(tree("Key", "b", "Value", "2")), "HasMoreTags", false));
    }

    @Test
    void strictRefusesWhatIsNotImplementedAndOtherwiseItIsAWarning() {
        Map<String, Object> redshift = smallest(TestDestinations.REDSHIFT);

        AwsError error = refusal(() -> call(
                streams,
                new FirehoseOptions(true),
                "CreateDeliveryStream",
                "DeliveryStreamName",
                "s",
                "RedshiftDestinationConfiguration",
                redshift));
        call("CreateDeliveryStream", "DeliveryStreamName", "s", "RedshiftDestinationConfiguration", redshift);

        assertThat(error.code()).isEqualTo("InvalidArgumentException");
        assertThat(error.message().orElseThrow()).startsWith("RedshiftDestinationConfiguration: ");
        assertThat(streams.get(CALL.scope(), "s").value().warnings())
                .containsExactly(
                        "RedshiftDestinationConfiguration: records are buffered and sealed; delivery is not implemented "
                                + "yet");
    }
}
