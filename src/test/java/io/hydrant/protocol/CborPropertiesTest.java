package io.hydrant.protocol;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import com.fasterxml.jackson.core.JsonGenerator;
import io.hydrant.aws.AwsException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** CBOR is read as it was written; whatever the bytes are, the codec answers an input or a refusal with status 400. */
class CborPropertiesTest {
    private static final ServiceModel MODEL = ServiceModel.load("kinesis-2013-12-02.txt");
    private static final Constraints CONSTRAINTS = Constraints.load("kinesis-2013-12-02.txt", true);
    private static final List<String> INPUTS =
            List.of("PutRecordsInput", "CreateStreamInput", "ListShardsInput", "AddTagsToStreamInput");

    @Test
    void aStructureIsReadAsItWasWritten() {
        Structure shard = MODEL.structure("GetShardIteratorInput")
                .with("StreamName", "s")
                .with("Timestamp", Instant.parse("2026-11-28T01:02:03.456Z"));
        Structure records = MODEL.structure("PutRecordsInput")
                .with("StreamName", "ключ")
                .with(
                        "Records",
                        List.of(MODEL.structure("PutRecordsRequestEntry")
                                .with("PartitionKey", "k")
                                .with("Data", SdkBytes.fromByteArray(new byte[] {0, -1, 1}))));
        Structure tags = MODEL.structure("CreateStreamInput")
                .with("ShardCount", 70_000)
                .with("Tags", Map.of("a", "b"))
                .with("StreamModeDetails", MODEL.structure("StreamModeDetails").with("StreamMode", "ON_DEMAND"));

        for (Structure each : List.of(shard, records, tags)) {
            for (BodyForm form : BodyForm.values()) {
                byte[] body = JsonCodec.encode(each, form);
                assertThat(read(
                                        body,
                                        form,
                                        each.toString()
                                                .substring(0, each.toString().indexOf('{')))
                                .toString())
                        .isEqualTo(each.toString());
            }
        }
    }

    @Test
    void instantsAreMillisecondsWhateverTheirTag() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator bare = BodyForm.CBOR.generator(out)) {
            bare.writeStartObject();
            bare.writeNumberField("Timestamp", 1_795_847_282_333L);
            bare.writeEndObject();
        }

        Structure input = read(out.toByteArray(), BodyForm.CBOR, "GetShardIteratorInput");

        assertThat(input.instant("Timestamp")).contains(Instant.ofEpochMilli(1_795_847_282_333L));
    }

    @Test
    void aMemberThatTheModelLacksIsAnError() {
        Structure input = MODEL.structure("PutRecordInput");

        assertThatThrownBy(() -> input.with("Record", "x")).hasMessage("No member Record in PutRecordInput");
        assertThatThrownBy(() -> input.text("Stream")).hasMessage("No member Stream in PutRecordInput");
        assertThatThrownBy(() -> MODEL.structure("Nothing")).hasMessage("No shape Nothing in kinesis-2013-12-02.txt");
    }

    @Test
    void anyBytesAreAnInputOrARefusal() {
        SplittableRandom random = new SplittableRandom(20131202);
        byte[] good = JsonCodec.encode(
                MODEL.structure("PutRecordsInput")
                        .with("StreamName", "stream")
                        .with(
                                "Records",
                                List.of(MODEL.structure("PutRecordsRequestEntry")
                                        .with("PartitionKey", "key")
                                        .with("Data", SdkBytes.fromByteArray(new byte[40])))),
                BodyForm.CBOR);
        int inputs = 0;
        for (int i = 0; i < 60_000; i++) {
            byte[] body = i % 2 == 0 ? bytes(random) : mutated(good, random);
            String shape = INPUTS.get(random.nextInt(INPUTS.size()));
            try {
                CONSTRAINTS.check(shape, read(body, BodyForm.CBOR, shape));
                inputs++;
            } catch (AwsException e) {
                assertThat(e.error().httpStatus()).isEqualTo(400);
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError(shape + ' ' + Arrays.toString(body), e);
            }
        }
        assertThat(inputs).isPositive();
    }

    private static Structure read(byte[] body, BodyForm form, String shape) {
        return (Structure)
                JsonCodec.decode(JsonText.of(body, form, BoundedTexts.LONGEST), () -> MODEL.structure(shape));
    }

    private static byte[] bytes(SplittableRandom random) {
        byte[] body = new byte[1 + random.nextInt(60)];
        random.nextBytes(body);
        body[0] = (byte) (random.nextBoolean() ? 0xbf : 0xa0 + random.nextInt(8));
        return body;
    }

    private static byte[] mutated(byte[] good, SplittableRandom random) {
        byte[] body = good.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            body[random.nextInt(body.length)] = (byte) random.nextInt();
        }
        return random.nextInt(4) == 0 ? Arrays.copyOf(body, random.nextInt(body.length)) : body;
    }
}
