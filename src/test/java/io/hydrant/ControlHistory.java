package io.hydrant;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;

import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.firehose.model.DeliveryStreamDescription;
import software.amazon.awssdk.services.firehose.model.DeliveryStreamEncryptionConfiguration;
import software.amazon.awssdk.services.firehose.model.KeyType;
import software.amazon.awssdk.services.firehose.model.LimitExceededException;
import software.amazon.awssdk.services.firehose.model.ResourceInUseException;
import software.amazon.awssdk.services.firehose.model.Tag;
import software.amazon.awssdk.services.kms.KmsClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Control calls while a server is killed: what was acknowledged holds after the next start, and a call without an answer has been
 * made or has not. Used by one thread.
 */
final class ControlHistory {
    private final Random random;
    private final List<String> keys;

    /** What each changed thing may be now: one value, or two while a call has no answer. */
    private final Map<String, List<String>> may = new TreeMap<>();

    private int changes;

    /** @param keys the ARNs of keys to encrypt the stream {@code sealed} with */
    ControlHistory(Random random, List<String> keys) {
        this.random = random;
        this.keys = keys;
    }

    /** Creates keys to encrypt with. */
    static List<String> createKeys(KmsClient kms) {
        return List.of(
                kms.createKey().keyMetadata().arn(),
                kms.createKey().keyMetadata().arn());
    }

    /**
     * Makes some calls by chance.
     *
     * @throws software.amazon.awssdk.core.exception.SdkClientException when the server is gone
     */
    void change(FirehoseClient firehose) {
        encryption(firehose);
        for (int i = random.nextInt(12); i > 0; i--) {
            changes++;
            switch (random.nextInt(3)) {
                case 0 -> prefix(firehose, "p" + changes + "/");
                case 1 ->
                    call(
                            "tag",
                            "t" + changes,
                            () -> firehose.tagDeliveryStream(r -> r.deliveryStreamName("sealed")
                                    .tags(Tag.builder()
                                            .key("k")
                                            .value("t" + changes)
                                            .build())));
                default -> extra(firehose, "extra" + random.nextInt(4));
            }
        }
    }

    private void call(String what, String value, Runnable call) {
        List<String> values = may.computeIfAbsent(what, any -> new ArrayList<>(List.of("none")));
        values.add(value);
        try {
            call.run();
            values.clear();
            values.add(value);
        } catch (ResourceInUseException | LimitExceededException e) {
            values.remove(values.size() - 1);
        }
    }

    private void encryption(FirehoseClient firehose) {
        int choice = random.nextInt(keys.size() + 2);
        if (choice < keys.size()) {
            String key = keys.get(choice);
            call(
                    "encryption",
                    key,
                    () -> firehose.startDeliveryStreamEncryption(r -> r.deliveryStreamName("sealed")
                            .deliveryStreamEncryptionConfigurationInput(
                                    e -> e.keyType(KeyType.CUSTOMER_MANAGED_CMK).keyARN(key))));
        } else if (choice == keys.size()) {
            call(
                    "encryption",
                    "AWS_OWNED_CMK",
                    () -> firehose.startDeliveryStreamEncryption(r -> r.deliveryStreamName("sealed")));
        } else {
            call(
                    "encryption",
                    "none",
                    () -> firehose.stopDeliveryStreamEncryption(r -> r.deliveryStreamName("sealed")));
        }
    }

    private void prefix(FirehoseClient firehose, String prefix) {
        DeliveryStreamDescription now = describe(firehose, "processed");
        call(
                "prefix",
                prefix,
                () -> firehose.updateDestination(r -> r.deliveryStreamName("processed")
                        .currentDeliveryStreamVersionId(now.versionId())
                        .destinationId(now.destinations().get(0).destinationId())
                        .extendedS3DestinationUpdate(u -> u.prefix(prefix))));
    }

    private void extra(FirehoseClient firehose, String name) {
        if (may.getOrDefault(name, List.of("none")).get(0).equals("none")) {
            call(
                    name,
                    "there",
                    () -> firehose.createDeliveryStream(r -> r.deliveryStreamName(name)
                            .extendedS3DestinationConfiguration(c -> c.bucketARN("arn:aws:s3:::extra")
                                    .roleARN("arn:aws:iam::000000000000:role/delivery"))));
        } else {
            call(name, "none", () -> firehose.deleteDeliveryStream(r -> r.deliveryStreamName(name)));
        }
    }

    private static DeliveryStreamDescription describe(FirehoseClient firehose, String stream) {
        return firehose.describeDeliveryStream(r -> r.deliveryStreamName(stream))
                .deliveryStreamDescription();
    }

    /** Looks at everything that was changed, after a start. */
    void check(FirehoseClient firehose) {
        List<String> streams = firehose.listDeliveryStreams().deliveryStreamNames();
        may.forEach((what, values) -> {
            String found =
                    switch (what) {
                        case "encryption" ->
                            keyOf(describe(firehose, "sealed").deliveryStreamEncryptionConfiguration());
                        case "prefix" ->
                            Objects.requireNonNullElse(
                                    describe(firehose, "processed")
                                            .destinations()
                                            .get(0)
                                            .extendedS3DestinationDescription()
                                            .prefix(),
                                    "none");
                        case "tag" ->
                            firehose.listTagsForDeliveryStream(r -> r.deliveryStreamName("sealed")).tags().stream()
                                    .map(tag -> tag.value())
                                    .findFirst()
                                    .orElse("none");
                        default -> streams.contains(what) ? "there" : "none";
                    };
            assertThat(values).as(what).contains(found);
            values.clear();
            values.add(found);
        });
    }

    private static String keyOf(DeliveryStreamEncryptionConfiguration encryption) {
        return switch (encryption.status()) {
            case ENABLED, ENABLING -> Objects.requireNonNullElse(encryption.keyARN(), encryption.keyTypeAsString());
            case DISABLED, DISABLING -> "none";
            default -> encryption.statusAsString();
        };
    }
}
