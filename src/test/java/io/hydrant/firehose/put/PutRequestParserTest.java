package io.hydrant.firehose.put;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

import io.hydrant.record.RecordFrames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PutRequestParserTest {
    private final PutRequestParser scan = new PutRequestParser();

    private boolean one(String body) {
        return scan.read(body.getBytes(StandardCharsets.UTF_8), false);
    }

    private boolean batch(String body) {
        return scan.read(body.getBytes(StandardCharsets.UTF_8), true);
    }

    private byte[] record(int index) {
        RecordFrames frames = scan.frames();
        int start = frames.lengthOf(index) + 4;
        return Arrays.copyOfRange(frames.data(), start, frames.lengthOf(index + 1));
    }

    private static String text(int bytes) {
        return Base64.getEncoder().encodeToString(new byte[bytes]);
    }

    private static String batchOf(int records, String data) {
        StringBuilder body = new StringBuilder("{\"DeliveryStreamName\":\"s\",\"Records\":[");
        for (int i = 0; i < records; i++) {
            body.append(i == 0 ? "" : ",").append("{\"Data\":\"").append(data).append("\"}");
        }
        return body.append("]}").toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"DeliveryStreamName\":\"a.B-9_\",\"Record\":{\"Data\":\"aGk=\"}}",
                "{\"Record\":{\"Data\":\"aGk=\"},\"DeliveryStreamName\":\"a.B-9_\"}",
                " {\n\"DeliveryStreamName\"\t: \"a.B-9_\" ,\r\n \"Record\" : { \"Data\" : \"aGk=\" } } \n"
            })
    void aRecordInTheCommonFormIsRead(String body) {
        assertThat(one(body)).isTrue();
        assertThat(scan.streamName()).isEqualTo("a.B-9_");
        assertThat(scan.frames().count()).isEqualTo(1);
        assertThat(record(0)).asString().isEqualTo("hi");
    }

    @Test
    void recordsOfABatchKeepTheirOrderAndTheirSizes() {
        assertThat(batch("{\"DeliveryStreamName\":\"s\",\"Records\":[{\"Data\":\"YQ==\"},{\"Data\":\"YmI=\"},"
                        + "{\"Data\":\"\"},{\"Data\":\"Y2Nj\"},{\"Data\":\"ZGRk\"},{\"Data\":\"ZQ==\"}]}"))
                .isTrue();
        assertThat(scan.frames().count()).isEqualTo(6);
        assertThat(record(0)).asString().isEqualTo("a");
        assertThat(record(1)).asString().isEqualTo("bb");
        assertThat(record(2)).isEmpty();
        assertThat(record(3)).asString().isEqualTo("ccc");
        assertThat(record(4)).asString().isEqualTo("ddd");
        assertThat(record(5)).asString().isEqualTo("e");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{}",
                "[]",
                "null",
                "{\"DeliveryStreamName\":\"s\"}",
                "{\"Record\":{\"Data\":\"aGk=\"}}",
                "{\"DeliveryStreamName\":\"s\",\"Record\":{}}",
                "{\"DeliveryStreamName\":\"s\",\"Record\":null}",
                "{\"DeliveryStreamName\":\"s\",\"Record\":{\"Data\":null}}",
                "{\"DeliveryStreamName\":\"\",\"Record\":{\"Data\":\"aGk=\"}}",
                "{\"DeliveryStreamName\":\"s\",\"Record\":{\"Data\":\"aGk\"}}",
                "{\"DeliveryStreamName\":\"s\",\"Record\":{\"Data\":\"aGl=\"}}",
                "{\"DeliveryStreamName\":\"s\",\"Record\":{\"Data\":\"aR==\"}}",
                "{\"DeliveryStreamName\":\"s\",\"Record\":{\"Data\":\"aG-_\"}}",
                "{\"DeliveryStreamName\":\"s\",\"Record\":{\"Data\":\"====\"}}",
                "{\"DeliveryStreamName\":\"s\",\"Record\":{\"Data\":\"a===\"}}",
                "{\"DeliveryStreamName\":\"s\",\"Record\":{\"Data\":\"aG\\u006b=\"}}",
                "{\"DeliveryStreamName\":\"s\\u0061\",\"Record\":{\"Data\":\"aGk=\"}}",
                "{\"DeliveryStreamName\":\"s\",\"Record\":{\"Data\":\"aGk=\"},}",
                "{\"DeliveryStreamName\":\"s\",\"Record\":{\"Data\":\"aGk=\"}}x",
                "{\"DeliveryStreamName\":\"s\",\"Record\":{\"Data\":\"aGk=\",\"Data\":\"aGk=\"}}",
                "{\"DeliveryStreamName\":\"s\",\"DeliveryStreamName\":\"s\",\"Record\":{\"Data\":\"aGk=\"}}",
                "{\"DeliveryStreamName\":\"s\",\"Record\":{\"Data\":\"aGk=\"},\"Other\":1}"
            })
    void everythingElseIsLeftToTheGeneralParser(String body) {
        assertThat(one(body)).isFalse();
    }

    @Test
    void aBatchWithoutRecordsIsLeftToTheGeneralParser() {
        assertThat(batch("{\"DeliveryStreamName\":\"s\",\"Records\":[]}")).isFalse();
    }

    @Test
    void aNameHasUpTo64Characters() {
        assertThat(one("{\"DeliveryStreamName\":\"" + "n".repeat(64) + "\",\"Record\":{\"Data\":\"\"}}"))
                .isTrue();
        assertThat(one("{\"DeliveryStreamName\":\"" + "n".repeat(65) + "\",\"Record\":{\"Data\":\"\"}}"))
                .isFalse();
    }

    @Test
    void aRecordHasUpTo1000KiB() {
        assertThat(one("{\"DeliveryStreamName\":\"s\",\"Record\":{\"Data\":\"" + text(1_024_000) + "\"}}"))
                .isTrue();
        assertThat(scan.frames().bytesOf(1)).isEqualTo(1_024_000);
        assertThat(one("{\"DeliveryStreamName\":\"s\",\"Record\":{\"Data\":\"" + text(1_024_001) + "\"}}"))
                .isFalse();
    }

    @Test
    void aBatchHasUpTo500RecordsAnd4MiB() {
        assertThat(batch(batchOf(500, "YQ=="))).isTrue();
        assertThat(scan.frames().count()).isEqualTo(500);
        assertThat(batch(batchOf(501, "YQ=="))).isFalse();
        assertThat(batch(batchOf(8, text(1 << 19)))).isTrue();
        assertThat(batch(batchOf(9, text((1 << 19) - (1 << 12))))).isFalse();
    }

    @Test
    void nothingOfAnEarlierBodyStays() {
        assertThat(batch(batchOf(3, "YWFh"))).isTrue();
        assertThat(one("{\"DeliveryStreamName\":\"other\",\"Record\":{\"Data\":\"YWFh"))
                .isFalse();
        assertThat(one("{\"DeliveryStreamName\":\"other\",\"Record\":{\"Data\":\"Yg==\"}}"))
                .isTrue();
        assertThat(scan.streamName()).isEqualTo("other");
        assertThat(scan.frames().count()).isEqualTo(1);
        assertThat(record(0)).asString().isEqualTo("b");
    }
}
