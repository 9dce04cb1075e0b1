package io.hydrant.service.kinesis.embedded.api.record;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

import io.hydrant.protocol.Constraints;
import io.hydrant.protocol.JsonCodec;
import io.hydrant.protocol.Structure;
import io.hydrant.service.kinesis.embedded.NewRecord;
import io.hydrant.service.kinesis.embedded.api.operation.KinesisOperation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PutRecordsParserTest {
    private static final Constraints CONSTRAINTS = Constraints.load("kinesis-2013-12-02.txt", true);
    private static final String COMMON =
            """
            {"Records": [{"Data": "aGVsbG8=", "PartitionKey": "ann"},
                         {"ExplicitHashKey": "17", "PartitionKey": "a b", "Data": "aGk="}, {"PartitionKey":"c","Data":""}],
             "StreamName": "clicks"}""";

    @Test
    void theCommonFormIsRead() {
        PutRecordsParser.Input input = read(COMMON).orElseThrow();

        assertThat(input.streamName()).isEqualTo("clicks");
        assertThat(input.records())
                .extracting(record -> new String(record.partitionKey(), StandardCharsets.UTF_8))
                .containsExactly("ann", "a b", "c");
        assertThat(input.records())
                .extracting(record -> new String(record.data(), StandardCharsets.UTF_8))
                .containsExactly("hello", "hi", "");
        assertThat(input.records().get(1).explicitHash()).map(Object::toString).contains("17");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "{\"StreamName\":\"s\"}",
                "{\"StreamName\":\"s\",\"Records\":[]}",
                "{\"StreamName\":\"s\",\"Records\":[{}]}",
                "{\"StreamName\":\"s\",\"Records\":[{\"Data\":\"\"}]}",
                "{\"StreamName\":\"s\",\"Records\":[{\"PartitionKey\":\"k\"}]}",
                "{\"StreamName\":\"s\",\"Records\":[{\"Data\":\"\",\"PartitionKey\":\"\"}]}",
                "{\"StreamName\":\"s\",\"Records\":[{\"Data\":\"x\",\"PartitionKey\":\"k\"}]}",
                "{\"StreamName\":\"s\",\"Records\":[{\"Data\":\"aGk\",\"PartitionKey\":\"k\"}]}",
                "{\"StreamName\":\"s\",\"Records\":[{\"Data\":\"aGl=\",\"PartitionKey\":\"k\"}]}",
                "{\"StreamName\":\"s\",\"Records\":[{\"Data\":\"\",\"PartitionKey\":\"\\u0041\"}]}",
                "{\"StreamName\":\"s\",\"Records\":[{\"Data\":\"\",\"PartitionKey\":\"ключ\"}]}",
                "{\"StreamName\":\"s\",\"Records\":[{\"Data\":\"\",\"PartitionKey\":\"k\",\"ExplicitHashKey\":\"01\"}]}",
                "{\"StreamName\":\"s/\",\"Records\":[{\"Data\":\"\",\"PartitionKey\":\"k\"}]}",
                "{\"StreamName\":\"s\",\"Records\":[{\"Data\":\"\",\"PartitionKey\":\"k\"}],\"StreamARN\":\"x\"}",
                "{\"StreamName\":\"s\",\"Records\":[{\"Data\":\"\",\"PartitionKey\":\"k\"}]} x",
                "{\"StreamName\":\"s\",\"Records\":[{\"Data\":\"\",\"PartitionKey\":\"k\"}],\"StreamName\":\"t\"}"
            })
    void anyOtherFormIsLeftToTheGeneralParser(String body) {
        assertThat(read(body)).isEmpty();
    }

    @Test
    void whatIsReadHereIsReadTheSameByTheGeneralParser() {
        SplittableRandom random = new SplittableRandom(20131202);
        byte[] common = COMMON.getBytes(StandardCharsets.UTF_8);
        String odd = "\"\\{}[],: =AQ0\u0000\u00e9";
        int read = 0;
        for (int i = 0; i < 100_000; i++) {
            byte[] body = common.clone();
            for (int changes = random.nextInt(3); changes >= 0; changes--) {
                body[random.nextInt(body.length)] = random.nextBoolean()
                        ? (byte) odd.charAt(random.nextInt(odd.length()))
                        : common[random.nextInt(common.length)];
            }
            Optional<PutRecordsParser.Input> input = PutRecordsParser.read(body);
            if (input.isPresent()) {
                read++;
                assertSame(input.get(), body);
            }
        }
        assertThat(read).isGreaterThan(1000);
    }

    private static void assertSame(PutRecordsParser.Input input, byte[] body) {
        Structure general = (Structure) JsonCodec.decode(body, () -> KinesisOperation.structure("PutRecordsInput"));
        CONSTRAINTS.check("PutRecordsInput", general);
        List<Structure> records = general.structures("Records");
        assertThat(input.streamName()).isEqualTo(general.requiredText("StreamName"));
        assertThat(input.records()).hasSameSizeAs(records);
        for (int i = 0; i < records.size(); i++) {
            NewRecord record = input.records().get(i);
            assertThat(new String(record.partitionKey(), StandardCharsets.UTF_8))
                    .isEqualTo(records.get(i).requiredText("PartitionKey"));
            assertThat(record.data()).isEqualTo(records.get(i).bytes("Data"));
            assertThat(record.explicitHash().map(Object::toString))
                    .isEqualTo(records.get(i).text("ExplicitHashKey"));
        }
    }

    private static Optional<PutRecordsParser.Input> read(String body) {
        return PutRecordsParser.read(body.getBytes(StandardCharsets.UTF_8));
    }
}
