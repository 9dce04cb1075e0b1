package io.hydrant.processing.decompression;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;

import io.hydrant.processing.ProcessedRecord;
import io.hydrant.processing.ProcessingFailure;
import io.hydrant.processing.ProcessingRun;
import io.hydrant.processing.Processor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class DecompressionTest {
    private static final List<Processor> DECOMPRESSION = List.of(new Decompression());

    @Test
    void aRecordIsUnpacked() {
        ProcessingRun run = ProcessingRun.of(DECOMPRESSION, gzip("{\"a\":1}"), gzip(""), gzip("x".repeat(300_000)));

        assertThat(run.texts()).containsExactly("{\"a\":1}", "", "x".repeat(300_000));
        assertThat(run.failed()).isEmpty();
    }

    @Test
    void everyMemberOfARecordIsUnpacked() {
        ProcessingRun run = ProcessingRun.of(DECOMPRESSION, joined(gzip("one,"), gzip(""), gzip("two")));

        assertThat(run.texts()).containsExactly("one,two");
    }

    @Test
    void namesCommentsExtraFieldsAndTheHeadersOwnSumArePassedOver() {
        byte[] plain = gzip("body");
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        header.writeBytes(new byte[] {0x1f, (byte) 0x8b, 8, 2 + 4 + 8 + 16, 0, 0, 0, 0, 0, 0});
        header.writeBytes(new byte[] {3, 0, 'e', 'x', 't'});
        header.writeBytes("name\0comment\0".getBytes(UTF_8));
        CRC32 sum = new CRC32();
        sum.update(header.toByteArray());
        byte[] sumBytes = {(byte) sum.getValue(), (byte) (sum.getValue() >> 8)};
        byte[] rest = Arrays.copyOfRange(plain, 10, plain.length);

        ProcessingRun run = ProcessingRun.of(
                DECOMPRESSION,
                joined(header.toByteArray(), sumBytes, rest),
                joined(header.toByteArray(), new byte[] {(byte) ~sumBytes[0], sumBytes[1]}, rest));

        assertThat(run.texts()).containsExactly("body");
        assertThat(run.failure().errorMessage()).isEqualTo("The record's GZIP data is damaged or incomplete.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "{\"a\":1}", "plain text that is longer than a header and a trailer"})
    void aRecordThatIsNotGzipGoesToItsOwnErrorOutputAsItIs(String text) {
        ProcessingRun run = ProcessingRun.of(DECOMPRESSION, text);

        assertThat(run.failedTexts()).containsExactly(text);
        assertThat(run.failure())
                .isEqualTo(ProcessingFailure.of("Decompression.Failed", "The record is not in GZIP format.")
                        .to("decompression-failed"));
    }

    @Test
    void anotherRecordThatFailsKeepsNoneFromGoingOn() {
        ProcessingRun run = ProcessingRun.of(DECOMPRESSION, gzip("a"), "no gzip".getBytes(UTF_8), gzip("b"));

        assertThat(run.texts()).containsExactly("a", "b");
        assertThat(run.failedTexts()).containsExactly("no gzip");
    }

    @Test
    void everyCutAndWhatStandsBehindTheLastMemberFail() {
        byte[] whole = gzip("some text that is packed");
        for (int length = 0; length < whole.length; length++) {
            assertThat(ProcessingRun.of(DECOMPRESSION, Arrays.copyOf(whole, length))
                            .failed())
                    .as("of %d bytes", length)
                    .hasSize(1);
        }
        assertThat(ProcessingRun.of(DECOMPRESSION, joined(whole, new byte[1])).failed())
                .hasSize(1);
    }

    @Test
    void noDamagedByteChangesWhatComesOut() {
        byte[] whole = gzip("some text that is packed");
        int found = 0;
        for (int i = 10; i < whole.length; i++) {
            byte[] damaged = whole.clone();
            damaged[i] ^= 0x10;
            ProcessingRun run = ProcessingRun.of(DECOMPRESSION, damaged);
            found += run.failed().size();
            assertThat(run.texts()).as("byte %d", i).isSubsetOf("some text that is packed");
        }
        assertThat(found).isGreaterThan(whole.length - 12);
    }

    @Test
    void aRecordMayHoldTenMebibytesAndNotOneByteMore() {
        ProcessingRun run = ProcessingRun.of(DECOMPRESSION, gzip(new byte[10 << 20]), gzip(new byte[(10 << 20) + 1]));

        assertThat(run.passed()).extracting(ProcessedRecord::length).containsExactly(10 << 20);
        assertThat(run.failure().errorMessage()).isEqualTo("The record holds more than 10485760 bytes.");
    }

    @Test
    void manyMembersTogetherAreBoundedToo() {
        byte[] megabyte = gzip(new byte[1 << 20]);
        byte[][] members = new byte[11][];
        Arrays.fill(members, megabyte);

        assertThat(ProcessingRun.of(DECOMPRESSION, joined(members)).failed()).hasSize(1);
    }

    @Test
    void anUnpackedRecordRemembersWhatWasPut() {
        byte[] put = gzip("text");
        ProcessedRecord record = ProcessingRun.of(DECOMPRESSION, put).passed().get(0);

        assertThat(record.asPut().copy()).isEqualTo(put);
        assertThat(record.withData(new byte[] {1}).asPut().copy()).isEqualTo(put);
        assertThat(record.part(0, 2).asPut().copy()).isEqualTo("te".getBytes(UTF_8));
    }

    @Test
    void recordsOfEverySizeComeOutAsTheyWentIn() {
        Random random = new Random(7);
        byte[][] plain = new byte[200][];
        byte[][] packed = new byte[200][];
        for (int i = 0; i < plain.length; i++) {
            plain[i] = new byte[random.nextInt(5000)];
            if (random.nextBoolean()) {
                random.nextBytes(plain[i]);
            }
            packed[i] = gzip(plain[i]);
        }

        assertThat(ProcessingRun.of(DECOMPRESSION, packed).passed().stream()
                        .map(ProcessedRecord::copy)
                        .toArray(byte[][]::new))
                .isDeepEqualTo(plain);
    }

    private static byte[] gzip(String text) {
        return gzip(text.getBytes(UTF_8));
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
