package io.hydrant.protocol;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Supplier;

import io.hydrant.aws.AwsException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.services.firehose.model.CreateDeliveryStreamRequest;
import software.amazon.awssdk.services.firehose.model.DeleteDeliveryStreamRequest;
import software.amazon.awssdk.services.firehose.model.DescribeDeliveryStreamRequest;
import software.amazon.awssdk.services.firehose.model.ListDeliveryStreamsRequest;
import software.amazon.awssdk.services.firehose.model.ListTagsForDeliveryStreamRequest;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchRequest;
import software.amazon.awssdk.services.firehose.model.PutRecordRequest;
import software.amazon.awssdk.services.firehose.model.StartDeliveryStreamEncryptionRequest;
import software.amazon.awssdk.services.firehose.model.StopDeliveryStreamEncryptionRequest;
import software.amazon.awssdk.services.firehose.model.TagDeliveryStreamRequest;
import software.amazon.awssdk.services.firehose.model.UntagDeliveryStreamRequest;
import software.amazon.awssdk.services.firehose.model.UpdateDestinationRequest;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever the bytes are, the codec answers an input or a refusal with status 400. */
class JsonCodecPropertiesTest {
    private static final long SEED = 20150804;
    private static final int BODIES = 20_000;
    private static final List<String> ODD_VALUES = List.of(
            "null",
            "true",
            "1",
            "-0.5",
            "1e400",
            "NaN",
            "\"\"",
            "\"x\"",
            "\"QUI=\"",
            "\"\\ud800\"",
            "[]",
            "[null]",
            "{}",
            "{\"\":null}",
            "[[{}]]",
            "99999999999999999999999");

    private static final Map<String, Supplier<SdkPojo>> INPUTS = Map.ofEntries(
            Map.entry("CreateDeliveryStreamInput", CreateDeliveryStreamRequest::builder),
            Map.entry("DeleteDeliveryStreamInput", DeleteDeliveryStreamRequest::builder),
            Map.entry("DescribeDeliveryStreamInput", DescribeDeliveryStreamRequest::builder),
            Map.entry("ListDeliveryStreamsInput", ListDeliveryStreamsRequest::builder),
            Map.entry("ListTagsForDeliveryStreamInput", ListTagsForDeliveryStreamRequest::builder),
            Map.entry("PutRecordBatchInput", PutRecordBatchRequest::builder),
            Map.entry("PutRecordInput", PutRecordRequest::builder),
            Map.entry("StartDeliveryStreamEncryptionInput", StartDeliveryStreamEncryptionRequest::builder),
            Map.entry("StopDeliveryStreamEncryptionInput", StopDeliveryStreamEncryptionRequest::builder),
            Map.entry("TagDeliveryStreamInput", TagDeliveryStreamRequest::builder),
            Map.entry("UntagDeliveryStreamInput", UntagDeliveryStreamRequest::builder),
            Map.entry("UpdateDestinationInput", UpdateDestinationRequest::builder));

    private final SplittableRandom random = new SplittableRandom(SEED);

    @Test
    void anyBodyIsReadOrRefused() {
        Constraints constraints = Constraints.load("firehose-2015-08-04.txt", false);
        List<String> shapes = INPUTS.keySet().stream().sorted().toList();
        Map<String, Integer> outcomes = new HashMap<>();
        for (int i = 0; i < BODIES; i++) {
            String shape = shapes.get(i % shapes.size());
            Supplier<SdkPojo> builder = Objects.requireNonNull(INPUTS.get(shape));
            byte[] body = damaged(object(builder.get(), 0).getBytes(StandardCharsets.UTF_8));
            try {
                SdkPojo input = JsonCodec.decode(body, builder);
                constraints.violations(shape, input);
                assertThat(JsonCodec.decode(JsonCodec.encode(input), builder))
                        .as("seed %d, body %d", SEED, i)
                        .isEqualTo(input);
                outcomes.merge("read", 1, Integer::sum);
            } catch (AwsException e) {
                assertThat(e.error().httpStatus()).isEqualTo(400);
                outcomes.merge(e.error().code(), 1, Integer::sum);
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError(
                        "seed " + SEED + ", body " + i + ": " + new String(body, StandardCharsets.UTF_8), e);
            }
        }

        assertThat(outcomes).containsOnlyKeys("read", "SerializationException");
        assertThat(outcomes.values()).allSatisfy(count -> assertThat(count).isGreaterThan(BODIES / 10));
    }

    private byte[] damaged(byte[] body) {
        int damages = random.nextInt(3) == 0 ? random.nextInt(1, 4) : 0;
        byte[] bytes = body;
        for (int i = 0; i < damages && bytes.length > 0; i++) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes = Arrays.copyOf(bytes, at);
                case 2 -> bytes[at] = (byte) "{}[],:\"\\0e-".charAt(random.nextInt(11));
                default -> bytes = Arrays.copyOf(bytes, bytes.length + 1);
            }
        }
        return bytes;
    }

    private String object(SdkPojo builder, int depth) {
        List<String> members = new ArrayList<>();
        for (SdkField<?> field : builder.sdkFields()) {
            if (random.nextInt(3 + depth) == 0 || builder.sdkFields().size() < 4) {
                members.add('"' + field.locationName() + "\":" + value(field, depth + 1));
            }
        }
        if (random.nextInt(8) == 0) {
            members.add("\"Unknown\":" + odd());
        }
        return '{' + String.join(",", members) + '}';
    }

    private String value(SdkField<?> field, int depth) {
        if (random.nextInt(60) == 0) {
            return odd();
        }
        MarshallingType<?> type = field.marshallingType();
        if (type == MarshallingType.SDK_POJO) {
            return object(field.constructor().get(), depth);
        }
        if (type == MarshallingType.LIST) {
            SdkField<?> element = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
            List<String> elements = new ArrayList<>();
            for (int i = random.nextInt(3); i > 0; i--) {
                elements.add(value(element, depth));
            }
            return elements.toString();
        }
        if (type == MarshallingType.MAP) {
            return "{\"k\":" + value(field.getRequiredTrait(MapTrait.class).valueFieldInfo(), depth) + '}';
        }
        if (type == MarshallingType.STRING) {
            return random.nextBoolean() ? "\"GZIP\"" : "\"arn:aws:iam::123456789012:role/r\"";
        }
        if (type == MarshallingType.BOOLEAN) {
            return "true";
        }
        return type == MarshallingType.SDK_BYTES ? "\"QUJD\"" : Integer.toString(random.nextInt(-5, 2000));
    }

    private String odd() {
        return ODD_VALUES.get(random.nextInt(ODD_VALUES.size()));
    }
}
